package io.github.plausible4j.k8s;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects problems, and knows the rules that many parts of a stack share. */
final class Findings {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern SECRET_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern LABEL_KEY =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void add(String field, @Nullable Object value, String rule, String remedy) {
    problems.add(new Problem(field, value == null ? null : value.toString(), rule, remedy));
  }

  void dnsLabel(String field, String value, int longest) {
    if (value.length() > longest || !DNS_LABEL.matcher(value).matches()) {
      add(
          field,
          value,
          "is not a DNS label of at most " + longest + " characters",
          "use lower-case letters, digits and hyphens, such as plausible");
    }
  }

  /** The name of an object that is there already. */
  void dnsName(String field, @Nullable String value) {
    if (value != null && (value.length() > 253 || !DNS_NAME.matcher(value).matches())) {
      add(
          field,
          value,
          "is not a name that Kubernetes gives",
          "use lower-case letters, digits, hyphens and dots");
    }
  }

  void email(String field, @Nullable String value) {
    if (value != null && !EMAIL.matcher(value).matches()) {
      add(field, value, "is not an e-mail address", "write it as me@example.org");
    }
  }

  void notBlank(String field, String value, String remedy) {
    if (value.isBlank() || CONTROL.matcher(value).find()) {
      add(field, value, "is blank or has control characters", remedy);
    }
  }

  void labels(String field, Map<String, String> labels) {
    labels.forEach(
        (key, value) -> {
          if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
            add(
                field,
                key + "=" + value,
                "is not a label",
                "copy it from kubectl get nodes --show-labels");
          }
        });
  }

  /** The number that a quantity stands for; null, and a problem, where it is none. */
  @Nullable BigDecimal quantity(String field, String value) {
    try {
      BigDecimal amount = Quantity.getAmountInBytes(new Quantity(value));
      if (amount.signum() > 0) {
        return amount;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, with the rule.
    }
    add(field, value, "is not a positive Kubernetes quantity", "write it as 500m, 512Mi or 10Gi");
    return null;
  }

  /** A secret that somebody else issued, so that a generated one could not work. */
  void issued(String field, SecretSource source, String remedy) {
    if (source instanceof SecretSource.Generated) {
      add(field, null, "cannot be generated, because somebody else issued it", remedy);
    }
    source(field, source);
  }

  /** What every secret keeps to, wherever it comes from. */
  void source(String field, SecretSource source) {
    if (source instanceof SecretSource.Existing existing) {
      dnsName(field + ".secretName", existing.secretName());
      if (!SECRET_KEY.matcher(existing.key()).matches()) {
        add(
            field + ".key",
            existing.key(),
            "is not a key that a Secret can have",
            "use letters, digits, hyphens, dots and underscores");
      }
    } else if (source instanceof SecretSource.Supplied supplied) {
      String value = supplied.reveal();
      if (value.isBlank()) {
        add(field, null, "is blank", "hand in the value");
      } else if (!value.equals(value.strip())) {
        add(
            field,
            null,
            "begins or ends with white space, which is not part of a secret",
            "strip it, as echo -n and strip() do");
      }
    }
  }

  /** How long a given secret is; a length that satisfies every rule where it is not given. */
  static int bytes(SecretSource source) {
    return source instanceof SecretSource.Supplied supplied
        ? supplied.reveal().getBytes(StandardCharsets.UTF_8).length
        : Integer.MAX_VALUE;
  }
}
