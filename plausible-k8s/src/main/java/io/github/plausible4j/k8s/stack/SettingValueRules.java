package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Plausible takes as the values of its variables, from its {@code runtime.exs}. It reads them
 * when it starts and when it migrates, and ends with the first one that it does not take.
 */
final class SettingValueRules {
  /** The kernel's limit for one variable is 128 KiB. */
  private static final int LONGEST = 100_000;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern TRUE_OR_FALSE = Pattern.compile("true|false");
  private static final Pattern YES_OR_NO =
      Pattern.compile("(?i)1|t|true|y|yes|on|0|f|false|n|no|off");
  private static final Pattern NO = Pattern.compile("(?i)0|f|false|n|no|off");
  private static final Set<String> BOOLEANS =
      Set.of(
          "SECURE_COOKIE",
          "S3_DISABLED",
          "ENABLE_SESSION_TRANSFER",
          "PROMEX_DISABLED",
          "SELFHOST",
          "DISABLE_CRON",
          "LOG_FAILED_LOGIN_ATTEMPTS",
          "SMTP_MIDDLEBOX_COMP_MODE",
          "SMTP_MX_LOOKUPS_ENABLED",
          "ECTO_IPV6",
          "ECTO_CH_IPV6");
  private static final Set<String> NUMBERS =
      Set.of(
          "CLICKHOUSE_INGEST_POOL_SIZE",
          "CLICKHOUSE_FLUSH_INTERVAL_MS",
          "CLICKHOUSE_MAX_BUFFER_SIZE_BYTES",
          "IMPORTED_MAX_BUFFER_SIZE",
          "SMTP_RETRIES");
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "LOG_LEVEL",
          Set.of(
              "emergency",
              "alert",
              "critical",
              "error",
              "warning",
              "warn",
              "notice",
              "info",
              "debug",
              "none",
              "all"),
          "LOG_FORMAT",
          Set.of("standard", "json"));
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

  static void check(PlausibleStack stack, ProblemCollector findings) {
    stack.settings().forEach((variable, value) -> check(stack, variable, value, findings));
    Set<String> set = new HashSet<>(stack.settings().keySet());
    set.addAll(stack.secretSettings().keySet());
    boolean files = NO.matcher(stack.settings().getOrDefault("S3_DISABLED", "true")).matches();
    together("GOOGLE_CLIENT", GOOGLE, set, false, findings);
    together("S3", S3, set, files, findings);
  }

  private static void check(
      PlausibleStack stack, String variable, String value, ProblemCollector findings) {
    String shown = variable + "=" + value;
    if (value.isEmpty()) {
      findings.add(
          "setting",
          variable,
          "is set to nothing, which Plausible does not take for unset",
          "leave it out");
    } else if (!value.equals(value.strip()) || CONTROL.matcher(value).find()) {
      findings.add(
          "setting",
          shown,
          "has white space at an end or a line break, which Plausible does not strip",
          "strip it");
    } else if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      findings.add(
          "setting", variable, "is longer than a process can be given", "put it into a file");
    } else if (BOOLEANS.contains(variable) && !yesOrNo(stack).matcher(value).matches()) {
      findings.add("setting", shown, "is neither true nor false", "use one of them");
    } else if (NUMBERS.contains(variable) && !value.matches("[0-9]{1,9}")) {
      findings.add("setting", shown, "is not a whole number", "write it in digits");
    } else if (WORDS.containsKey(variable) && !WORDS.get(variable).contains(value)) {
      findings.add(
          "setting", shown, "is not a value of it", "use one of " + listed(WORDS.get(variable)));
    } else if (variable.equals("LISTEN_IP") && value.matches("127\\..*|::1|localhost")) {
      findings.add(
          "setting",
          shown,
          "lets nobody in, because Plausible would listen inside its own pod only",
          "leave it out, or use :: in a cluster that has IPv6 only");
    } else if (variable.equals("WEBSOCKET_URL") && !belongs(value, stack.baseUrl())) {
      findings.add(
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
      String shown, Set<String> group, Set<String> set, boolean needed, ProblemCollector findings) {
    List<String> missing = group.stream().filter(each -> !set.contains(each)).toList();
    if (!missing.isEmpty() && (needed || missing.size() < group.size())) {
      findings.add(
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
