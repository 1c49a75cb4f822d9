package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.ingest.Agents.Agent;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * Recognizes browsers with uap-java, and converts its names to those of Plausible. The rules of
 * that library take about 100 ms to load, so they are loaded for the first browser.
 */
final class BrowserAgents {
  private static final class Rules {
    private static final Parser PARSER = new Parser();
  }

  private static final String DUCK = "DuckDuckGo Privacy Browser";
  private static final String FIRE_OS = "Fire OS";

  /** Amazon's system reports the version of the Android that it is based on. */
  private static final Map<String, String> FIRE_OS_BY_ANDROID =
      Map.of("4", "4", "5", "5", "7", "6", "9", "7", "10", "8", "11", "8");

  private static final Pattern TABLET = Pattern.compile("\\b(?:tab|tablet|pad)\\b");

  /** Television sets and game consoles, which Plausible counts as desktops. */
  private static final Pattern SCREEN_IN_A_ROOM =
      Pattern.compile(
          "smart-?tv|\\btv\\b|web0s|playstation|nintendo|\\bxbox\\b|googletv|appletv|hbbtv");

  private static final Pattern OWN_VERSION = Pattern.compile("Version/(\\d+(?:\\.\\d+)?)");

  private BrowserAgents() {}

  static Agent parse(String userAgent) {
    Client client = Rules.PARSER.parse(userAgent);
    String os = os(client);
    String browser = userAgent.contains(" Ddg/") ? DUCK : browser(client.userAgent.family);
    return new Agent(
        false,
        device(userAgent, os, client.device.family),
        browser,
        browserVersion(userAgent, browser, client.userAgent),
        os,
        os.isEmpty() ? "" : osVersion(userAgent, os, client.os));
  }

  private static String browser(String family) {
    return switch (family) {
      case "Other" -> "";
      case "Mobile Safari", "Mobile Safari UI/WKWebView" -> "Safari";
      case "Chrome Mobile", "Chrome Mobile iOS" -> "Chrome";
      case "Chrome Mobile WebView" -> "Mobile App";
      case "Firefox Mobile", "Firefox iOS" -> "Firefox";
      case "Edge", "Edge Mobile" -> "Microsoft Edge";
      case "Opera Mobile", "Opera Mini" -> "Opera";
      case "Android" -> "Android Browser";
      case "Samsung Internet" -> "Samsung Browser";
      case "Facebook", "Instagram" -> "Mobile App";
      case "Amazon Silk" -> "Mobile Silk";
      case "DuckDuckGo", "DuckDuckGo Mobile" -> DUCK;
      case "IE" -> "Internet Explorer";
      default -> family;
    };
  }

  private static String browserVersion(String userAgent, String browser, UserAgent found) {
    return switch (browser) {
      case "" -> "";
      // What uap-java reports as its version is the version of the system.
      case "Android Browser" -> {
        Matcher version = OWN_VERSION.matcher(userAgent);
        yield version.find() ? version.group(1) : "";
      }
      default -> version(found.major, found.minor);
    };
  }

  private static String os(Client client) {
    if (client.os.family.equals("iOS") && client.device.family.startsWith("iPad")) {
      return "iPadOS";
    }
    if (client.os.family.equals("Android") && client.device.family.startsWith("Kindle")) {
      return FIRE_OS;
    }
    return switch (client.os.family) {
      case "Other" -> "";
      case "Mac OS X" -> "Mac";
      case "Linux" -> "GNU/Linux";
      default -> client.os.family;
    };
  }

  private static String osVersion(String userAgent, String name, OS os) {
    if (name.equals(FIRE_OS)) {
      return FIRE_OS_BY_ANDROID.getOrDefault(os.major == null ? "" : os.major, "");
    }
    return os.family.equals("Windows") && userAgent.contains("Windows NT 10")
        ? "10"
        : version(os.major, os.minor);
  }

  private static String version(@Nullable String major, @Nullable String minor) {
    if (major == null) {
      return "";
    }
    return minor == null ? major : major + "." + minor;
  }

  private static String device(String userAgent, String os, String family) {
    String lower = userAgent.toLowerCase(Locale.ROOT);
    if (SCREEN_IN_A_ROOM.matcher(lower).find()) {
      return "Desktop";
    }
    return switch (os) {
      case "iOS" -> family.startsWith("iPad") || lower.contains("ipad") ? "Tablet" : "Mobile";
      case "iPadOS", FIRE_OS -> "Tablet";
      case "Android" ->
          lower.contains("mobile") || (lower.startsWith("dalvik/") && !TABLET.matcher(lower).find())
              ? "Mobile"
              : lower.startsWith("mozilla/") || TABLET.matcher(lower).find() ? "Tablet" : "";
      case "Windows Phone", "BlackBerry OS", "KaiOS" -> "Mobile";
      case "Windows", "Mac", "GNU/Linux", "Ubuntu", "Fedora", "Chrome OS", "FreeBSD" -> "Desktop";
      default -> "";
    };
  }
}
