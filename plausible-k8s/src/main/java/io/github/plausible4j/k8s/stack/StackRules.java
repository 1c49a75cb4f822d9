package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks all rules of a stack. */
final class StackRules {
  /** A Job adds the longest suffix to the name, and its pods add to that. */
  private static final int LONGEST_NAME = 40;

  private static final int LONGEST_NAMESPACE = 63;
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_RETENTION_DAYS = 36_500;
  private static final Pattern SHORT_LABELS = Pattern.compile("\\[.*]|([^.]{1,63}(\\.|$))+");
  private static final int KEY_BASE_BYTES = 64;

  private static final int VAULT_KEY_BYTES = 32;
  private final PlausibleStack stack;
  private final ProblemCollector problems = new ProblemCollector();

  private StackRules(PlausibleStack stack) {
    this.stack = stack;
  }

  static List<Problem> check(PlausibleStack stack) {
    StackRules rules = new StackRules(stack);
    rules.baseUrl();
    rules.names();
    ReleaseRules.check(stack, rules.problems);
    DatabaseRules.check(stack, rules.problems);
    StorageRules.check(stack, rules.problems);
    ExposureRules.check(stack, rules.problems);
    MailRules.check(stack, rules.problems);
    rules.secrets();
    rules.admin();
    SettingRules.check(stack, rules.problems);
    rules.retention();
    rules.placement();
    rules.resources();
    CustomizationRules.check(stack, rules.problems);
    return rules.problems.problems();
  }

  private void retention() {
    Integer days = stack.statisticsRetentionDays();
    if (days == null) {
      return;
    }
    if (days < 1 || days > LONGEST_RETENTION_DAYS) {
      problems.add(
          "statisticsRetentionDays",
          days.toString(),
          "is not between 1 and " + LONGEST_RETENTION_DAYS,
          "set the number of days to keep statistics, or leave it out to keep them all");
    }
    if (!PlausibleVersion.of(stack.release().version()).atLeast(2, 0, 0)) {
      problems.add(
          "statisticsRetentionDays",
          days.toString(),
          "needs Plausible 2.0 or newer, whose tables it deletes from",
          "leave it out, or use a newer release");
    }
  }

  private void baseUrl() {
    String text = stack.baseUrl();
    String remedy = "write it as https://stats.example.org";
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null) {
        problems.add("baseUrl", text, "is not an http or https address with a host", remedy);
      } else if (url.getRawQuery() != null
          || url.getRawFragment() != null
          || url.getRawUserInfo() != null) {
        problems.add("baseUrl", null, "has a user, a query or a fragment", remedy);
      } else {
        baseUrl(url, remedy);
      }
    } catch (URISyntaxException e) {
      problems.add("baseUrl", text, "is not an address", remedy);
    }
  }

  private void baseUrl(URI url, String remedy) {
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      problems.add("baseUrl", url, "has a port that is not from 1 to 65535", remedy);
    }
    if (url.getHost().endsWith(".") || !SHORT_LABELS.matcher(url.getHost()).matches()) {
      problems.add("baseUrl", url, "has a host that is not a valid domain name", remedy);
    }
    if (!url.getRawPath().isEmpty() && !(stack.exposure() instanceof ExposureSpec.None)) {
      problems.add(
          "baseUrl",
          url,
          "has a path, but Plausible works only at the root of a host",
          "give it a host of its own, such as https://stats.example.org");
    }
  }

  /** The host of an address; null if it has none. Invalid addresses are reported elsewhere. */
  static @Nullable String hostOf(String address) {
    try {
      return new URI(address).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private void names() {
    problems.dnsLabel("name", stack.name(), LONGEST_NAME);
    if (!stack.name().isEmpty() && Character.isDigit(stack.name().charAt(0))) {
      problems.add(
          "name",
          stack.name(),
          "begins with a digit, which the name of a Service must not",
          "begin it with a letter, such as plausible");
    }
    problems.dnsLabel("namespace", stack.namespace(), LONGEST_NAMESPACE);
    if (stack.namespace().startsWith("kube-")) {
      problems.add(
          "namespace",
          stack.namespace(),
          "is reserved for Kubernetes",
          "give the stack a namespace of its own");
    }
    stack.imagePullSecrets().forEach(name -> problems.dnsName("imagePullSecret", name));
  }

  private void secrets() {
    problems.source("secretKeyBase", stack.secretKeyBase());
    if (ProblemCollector.bytes(stack.secretKeyBase()) < KEY_BASE_BYTES) {
      problems.add(
          "secretKeyBase",
          null,
          "has " + ProblemCollector.bytes(stack.secretKeyBase()) + " bytes, but needs at least 64",
          "create one with openssl rand -base64 48, or leave it out to have one generated");
    }
    problems.source("totpVaultKey", stack.totpVaultKey());
    if (stack.totpVaultKey() instanceof SecretValue supplied
        && decodedLength(supplied.reveal()) != VAULT_KEY_BYTES) {
      problems.add(
          "totpVaultKey",
          null,
          "is not the Base64 form of exactly 32 bytes",
          "create one with openssl rand -base64 32, or leave it out to have one generated");
    }
  }

  private static int decodedLength(String text) {
    try {
      // 32 bytes are 44 characters. Plausible requires the padding.
      return text.length() == 44 ? Base64.getDecoder().decode(text).length : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private void admin() {
    AdminUser admin = stack.admin();
    if (admin == null) {
      return;
    }
    problems.email("admin.email", admin.email());
    problems.notBlank("admin.name", admin.name(), "give the name that Plausible should show");
    problems.source("admin.password", admin.password());
    if (admin.password() instanceof SecretValue supplied) {
      int length = supplied.reveal().codePointCount(0, supplied.reveal().length());
      boolean old = !PlausibleVersion.of(stack.release().version()).atLeast(1, 5, 0);
      int shortest = old ? 6 : 12;
      int longest = old ? 64 : 128;
      if (length < shortest || length > longest) {
        problems.add(
            "admin.password",
            null,
            "has " + length + " characters, but Plausible accepts " + shortest + " to " + longest,
            "choose another one, or leave it out to have one generated");
      }
    }
  }

  private void placement() {
    problems.labels("nodeSelector", stack.nodeSelector());
    for (StackComponent component : StackComponent.values()) {
      stack.tolerations(component).forEach(this::toleration);
    }
    if (stack.replicas() < 1) {
      problems.add("replicas", stack.replicas(), "is less than one", "use 1");
    } else if (stack.replicas() > 1 && !stack.visitorAffinityAcknowledged()) {
      problems.add(
          "replicas",
          stack.replicas(),
          "would count visits twice, because each pod keeps its own sessions",
          "use 1, or send all requests of a visitor to the same pod and confirm it with"
              + " visitorAffinityAcknowledged()");
    }
    if (stack.podSecurityOverride() == PodSecurity.RESTRICTED
        && PodSecurity.neededBy(stack) == PodSecurity.BASELINE) {
      problems.add(
          "podSecurity",
          PodSecurity.RESTRICTED,
          "does not admit containers that run as root, as CHOWN_INIT and bundled mail do",
          "use BASELINE, or another ownership strategy or way to send mail");
    }
  }

  private void toleration(Toleration toleration) {
    String value = toleration.value() == null ? "" : toleration.value();
    problems.labels("toleration", Map.of(toleration.key(), value));
    if (toleration.effect() != null && !Toleration.EFFECTS.contains(toleration.effect())) {
      problems.add(
          "toleration",
          toleration.effect(),
          "is not a taint effect",
          "write it as dedicated=stats:NoSchedule");
    }
  }

  private void resources() {
    if (stack.cpuLimit() != null) {
      problems.processors("cpuLimit", stack.cpuLimit());
    }
    stack
        .resourceOverrides()
        .forEach(
            (component, resources) -> {
              String field = "resources." + component;
              problems.processors(field + ".cpuRequest", resources.cpuRequest());
              if (resources.cpuLimit() != null) {
                problems.processors(field + ".cpuLimit", resources.cpuLimit());
              }
              BigDecimal asked =
                  problems.memory(field + ".memoryRequest", resources.memoryRequest());
              BigDecimal most = problems.memory(field + ".memoryLimit", resources.memoryLimit());
              if (asked != null && most != null && asked.compareTo(most) > 0) {
                problems.add(
                    field + ".memoryRequest",
                    resources.memoryRequest(),
                    "is more than the limit of " + resources.memoryLimit(),
                    "raise the limit");
              }
            });
  }
}
