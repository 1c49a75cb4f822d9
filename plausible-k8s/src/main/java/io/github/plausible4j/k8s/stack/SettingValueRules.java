package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variable.Kind;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the values of variables by the rules of Plausible's {@code runtime.exs}. Plausible reads
 * them when it starts and when it migrates, and exits at the first value that it does not accept.
 */
final class SettingValueRules {
  /** The kernel's limit for one variable is 128 KiB. */
  private static final int LONGEST = 100_000;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern TRUE_OR_FALSE = Pattern.compile("true|false");
  private static final Pattern YES_OR_NO =
      Pattern.compile("(?i)1|t|true|y|yes|on|0|f|false|n|no|off");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NO = Pattern.compile("(?i)0|f|false|n|no|off");
  private static final Set<String> GOOGLE = Set.of("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
  private static final Set<String> S3 =
      Set.of(
          "S3_ACCESS_KEY_ID",
          "S3_SECRET_ACCESS_KEY",
          "S3_REGION",
          "S3_ENDPOINT",
          "S3_EXPORTS_BUCKET",
          "S3_IMPORTS_BUCKET");

  private SettingValueRules() {}

  static void check(PlausibleStack stack, ProblemCollector problems) {
    stack.settings().forEach((variable, value) -> check(stack, variable, value, problems));
    Set<String> set = new HashSet<>(stack.settings().keySet());
    set.addAll(stack.secretSettings().keySet());
    boolean files = NO.matcher(stack.settings().getOrDefault("S3_DISABLED", "true")).matches();
    together("GOOGLE_CLIENT", GOOGLE, set, false, problems);
    together("S3", S3, set, files, problems);
  }

  private static void check(
      PlausibleStack stack, String variable, String value, ProblemCollector problems) {
    // Only the values of variables that are known to be public are shown.
    String shown = Variables.isPublic(variable) ? variable + "=" + value : variable;
    Optional<Variable> known = Variables.find(variable);
    Kind kind = known.map(Variable::kind).orElse(Kind.TEXT);
    List<String> words = known.map(Variable::words).orElse(List.of());
    if (value.isEmpty()) {
      problems.add(
          "setting", variable, "is empty, which Plausible does not treat as unset", "leave it out");
    } else if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      problems.add(
          "setting", variable, "is too long for an environment variable", "put it into a file");
    } else if (!value.equals(value.strip()) || CONTROL.matcher(value).find()) {
      problems.add(
          "setting",
          shown,
          "begins or ends with white space, or has a line break, which Plausible does not remove",
          "remove it");
    } else if (kind == Kind.BOOLEAN && !yesOrNo(stack).matcher(value).matches()) {
      problems.add("setting", shown, "is neither true nor false", "use one of them");
    } else if (kind == Kind.NUMBER && !NUMBER.matcher(value).matches()) {
      problems.add("setting", shown, "is not a whole number", "write it in digits");
    } else if (kind == Kind.WORD && !words.contains(value)) {
      problems.add("setting", shown, "is not one of its values", "use one of " + listed(words));
    } else if (variable.equals("LISTEN_IP") && value.matches("127\\..*|::1|localhost")) {
      problems.add(
          "setting",
          shown,
          "makes Plausible listen only inside its own pod, where nobody can reach it",
          "leave it out, or use :: in a cluster that has IPv6 only");
    } else if (variable.equals("WEBSOCKET_URL") && !belongs(value, stack.baseUrl())) {
      problems.add(
          "setting",
          shown,
          "is neither the host of the base URL nor a name below it, so browsers send it no cookies",
          "leave it out, or use a host that ends with that of the base URL");
    }
  }

  /** Releases before 2.1.5 accept only two words. */
  private static Pattern yesOrNo(PlausibleStack stack) {
    return PlausibleVersion.of(stack.release().version()).atLeast(2, 1, 5)
        ? YES_OR_NO
        : TRUE_OR_FALSE;
  }

  private static boolean belongs(String socket, String baseUrl) {
    String host = StackRules.hostOf(baseUrl);
    String socketHost = StackRules.hostOf(socket);
    return host == null
        || (socketHost != null
            && socketHost.toLowerCase(Locale.ROOT).endsWith(host.toLowerCase(Locale.ROOT)));
  }

  /** Requires all variables of a group, or none; none only if nothing else needs the group. */
  private static void together(
      String shown, Set<String> group, Set<String> set, boolean needed, ProblemCollector problems) {
    List<String> missing = group.stream().filter(each -> !set.contains(each)).toList();
    if (!missing.isEmpty() && (needed || missing.size() < group.size())) {
      problems.add(
          "setting",
          shown,
          "needs " + listed(missing) + " as well",
          "set all of them, secrets with secretSetting, or none");
    }
  }

  private static String listed(Collection<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }
}
