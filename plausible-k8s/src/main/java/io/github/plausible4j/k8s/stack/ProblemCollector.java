package io.github.plausible4j.k8s.stack;

import io.fabric8.kubernetes.api.model.Quantity;
import io.github.plausible4j.k8s.validation.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects problems, and checks the rules that several parts of a stack share. */
final class ProblemCollector {
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
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

  private static final int LONGEST_EMAIL = 254;

  private static final BigDecimal MOST_PROCESSORS = new BigDecimal(1024);
  private static final BigDecimal LEAST_MEMORY = new BigDecimal(16L << 20);

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void add(String field, @Nullable Object value, String rule, String remedy) {
    String shown = value == null ? null : shown(value.toString());
    problems.add(new Problem(field, shown, rule, remedy));
  }

  /** Masks the user and password of an address in a text, even if the address is malformed. */
  static String shown(String text) {
    int start = text.indexOf("://");
    int end = text.lastIndexOf('@');
    return start < 0 || end < start
        ? text
        : text.substring(0, start) + "://****" + text.substring(end);
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

  /** Checks the name of an existing object. */
  void dnsName(String field, @Nullable String value) {
    if (value != null && (value.length() > 253 || !DNS_NAME.matcher(value).matches())) {
      add(
          field,
          value,
          "is not a valid Kubernetes name",
          "use lower-case letters, digits, hyphens and dots");
    }
  }

  void email(String field, @Nullable String value) {
    if (value != null && (value.length() > LONGEST_EMAIL || !EMAIL.matcher(value).matches())) {
      add(field, value, "is not an e-mail address", "write it as me@example.org, without a name");
    }
  }

  void notBlank(String field, String value, String remedy) {
    if (value.isBlank() || CONTROL.matcher(value).find()) {
      add(field, value, "is blank or has control characters", remedy);
    }
  }

  /** Checks a host name or IP address, without scheme, port and path. */
  void host(String field, String value, String remedy) {
    if (value.length() > 253 || !HOST.matcher(value).matches()) {
      add(field, value, "is not a host name", remedy);
    }
  }

  /** Checks labels of nodes. */
  void labels(String field, Map<String, String> labels) {
    labels(field, labels, "copy it from kubectl get nodes --show-labels");
  }

  void labels(String field, Map<String, String> labels, String remedy) {
    labels.forEach(
        (key, value) -> {
          if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
            add(field, key + "=" + value, "is not a valid label", remedy);
          }
        });
  }

  /** Checks the keys of annotations. Their values may be any text. */
  void annotations(String field, Map<String, String> annotations) {
    for (String key : annotations.keySet()) {
      if (!LABEL_KEY.matcher(key).matches()) {
        add(
            field,
            key,
            "is not a valid annotation key",
            "copy it from the controller's documentation");
      } else if (key.startsWith("plausible4j.io/")) {
        add(field, key, "is reserved for this library", "leave it out");
      }
    }
  }

  /**
   * Checks a CPU quantity. With a unit of memory, such as Mi, it would be a million times too
   * large.
   */
  void processors(String field, String value) {
    BigDecimal asked = quantity(field, value);
    if (asked != null && asked.compareTo(MOST_PROCESSORS) > 0) {
      add(field, value, "is more CPUs than any node has", "write it as 500m or 2");
    }
  }

  /**
   * Checks a memory quantity. Without a unit it is in bytes; with the unit m it is in thousandths
   * of a byte.
   */
  @Nullable BigDecimal memory(String field, String value) {
    BigDecimal bytes = quantity(field, value);
    if (bytes != null && bytes.compareTo(LEAST_MEMORY) < 0) {
      add(
          field,
          value,
          "is too little memory for any program to start",
          "write it as 256Mi or 1Gi");
      return null;
    }
    return bytes;
  }

  /** Parses a quantity. If it is not a positive quantity, adds a problem and returns null. */
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

  /** Checks a secret that another system issued, so that a generated one could not work. */
  void issued(String field, SecretSource source, String remedy) {
    document(field, source, remedy);
    if (source instanceof SecretValue supplied
        && CONTROL.matcher(supplied.reveal().strip()).find()) {
      add(field, null, "has a line break or a control character inside", remedy);
    }
  }

  /** Like {@link #issued}, but the secret may have several lines. */
  void document(String field, SecretSource source, String remedy) {
    if (source instanceof SecretSource.Generated) {
      add(field, null, "cannot be generated, because another system issues it", remedy);
    }
    anywhere(field, source, remedy);
  }

  /** Checks a secret of one line that may also be generated. */
  void source(String field, SecretSource source) {
    if (source instanceof SecretSource.Generated) {
      return;
    }
    issued(field, source, "pass the value as one line");
  }

  private void anywhere(String field, SecretSource source, String remedy) {
    if (source instanceof SecretSource.Existing existing) {
      dnsName(field + ".secretName", existing.secretName());
      if (!SECRET_KEY.matcher(existing.key()).matches()) {
        add(
            field + ".key",
            existing.key(),
            "is not a valid key of a Secret",
            "use letters, digits, hyphens, dots and underscores");
      }
    } else if (source instanceof SecretValue supplied) {
      String value = supplied.reveal();
      if (value.isBlank()) {
        add(field, null, "is blank", remedy);
      } else if (!value.equals(value.strip())) {
        add(
            field,
            null,
            "begins or ends with white space, which is not part of a secret",
            "remove it, for example by reading a file with SecretValue.fromFile");
      }
    }
  }

  /**
   * The length of a secret in bytes; {@code Integer.MAX_VALUE} if the caller did not supply its
   * value.
   */
  static int bytes(SecretSource source) {
    return source instanceof SecretValue supplied
        ? supplied.reveal().getBytes(StandardCharsets.UTF_8).length
        : Integer.MAX_VALUE;
  }
}
