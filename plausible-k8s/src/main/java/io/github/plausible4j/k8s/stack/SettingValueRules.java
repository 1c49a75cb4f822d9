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
 * The values that Plausible takes for its variables, from its {@code runtime.exs}. It reads them
 * when it starts and when it migrates, and ends at the first one that it does not take.
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
    // A value of a name that is not known to be public is never shown.
    String shown = Variables.isPublic(variable) ? variable + "=" + value : variable;
    Optional<Variable> known = Variables.find(variable);
    Kind kind = known.map(Variable::kind).orElse(Kind.TEXT);
    List<String> words = known.map(Variable::words).orElse(List.of());
    if (value.isEmpty()) {
      problems.add(
          "setting",
          variable,
          "is set to nothing, which Plausible does not take for unset",
          "leave it out");
    } else if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      problems.add(
          "setting", variable, "is longer than a process can be given", "put it into a file");
    } else if (!value.equals(value.strip()) || CONTROL.matcher(value).find()) {
      problems.add(
          "setting",
          shown,
          "has white space at an end or a line break, which Plausible does not strip",
          "strip it");
    } else if (kind == Kind.BOOLEAN && !yesOrNo(stack).matcher(value).matches()) {
      problems.add("setting", shown, "is neither true nor false", "use one of them");
    } else if (kind == Kind.NUMBER && !NUMBER.matcher(value).matches()) {
      problems.add("setting", shown, "is not a whole number", "write it in digits");
    } else if (kind == Kind.WORD && !words.contains(value)) {
      problems.add("setting", shown, "is not a value of it", "use one of " + listed(words));
    } else if (variable.equals("LISTEN_IP") && value.matches("127\\..*|::1|localhost")) {
      problems.add(
          "setting",
          shown,
          "lets nobody in, because Plausible would listen inside its own pod only",
          "leave it out, or use :: in a cluster that has IPv6 only");
    } else if (variable.equals("WEBSOCKET_URL") && !belongs(value, stack.baseUrl())) {
      problems.add(
          "setting",
          shown,
          "is not below the host of the base URL, whose cookies it needs",
          "leave it out, or use a host that ends with that of the base URL");
    }
  }

  /** Releases before 2.1.5 know two words only. */
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

  /** All variables of a group or none, and none only where nothing else asks for them. */
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
