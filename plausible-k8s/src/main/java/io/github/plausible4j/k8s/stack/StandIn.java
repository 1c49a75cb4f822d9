package io.github.plausible4j.k8s.stack;

import java.util.regex.Pattern;

/**
 * Recognizes values that stand for others: encrypted values, references to a vault, placeholders
 * that another program fills in, and commands that a shell would have run. Compose passes them on
 * unchanged.
 */
final class StandIn {
  private static final Pattern FORM =
      Pattern.compile(
          "ENC\\[.*" // sops
              + "|encrypted:.*" // dotenvx
              + "|\\$ANSIBLE_VAULT;.*"
              + "|op://.*" // 1Password
              + "|ref\\+.*" // vals
              + "|\\$\\(.*\\)"
              + "|`.*`"
              + "|<[^<>]*>"
              + "|.*\\{\\{.*}}.*" // Jinja, Go, Helm
              + "|.*<%.*%>.*",
          Pattern.DOTALL);

  private StandIn() {}

  static boolean is(String value) {
    return FORM.matcher(value).matches();
  }
}
