package io.github.plausible4j.blog.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Whether a script element counts visits with Plausible. It is known by what it does, because
 * proxies and themes deliver the script under any name.
 */
final class TrackerSigns {
  /** The names that Plausible and its proxy guides give the script. */
  private static final String FILE =
      "(plausible|script|analytics)([.\\w-]*)\\.m?js|pa-[\\w-]+\\.js";

  private static final Pattern SCRIPT_FILE = Pattern.compile("(.*/)?(" + FILE + ")([?#].*)?");

  /** The names that nobody but Plausible uses. */
  private static final Pattern OWN_FILE =
      Pattern.compile(
          "((https?:)?//([\\w-]+\\.)?plausible\\.io/js/.*"
              + "|(.*/)?(plausible([.-][.\\w-]*)?\\.m?js|pa-[\\w-]+\\.js)"
              + "|.*(@plausible-analytics/tracker|plausible-tracker).*)([?#].*)?");

  private static final Set<String> ATTRIBUTES =
      Set.of("data-domain", "data-api", "data-exclude", "data-include", "data-allow-fetch");

  /** By these other vendors name an account; Plausible has none. */
  private static final Pattern ACCOUNT =
      Pattern.compile("data-(.*-)?(id|uuid|token|key|code|account|hostname|host-url)");

  private static final Pattern STARTS =
      Pattern.compile(
          "\\bplausible\\s*\\.\\s*init\\s*\\("
              + "|\\bwindow\\s*(\\.\\s*plausible|\\[\\s*['\"]plausible['\"]\\s*])\\s*=(?!=)"
              + "|@plausible-analytics/tracker|\\bplausible-tracker\\b");

  private static final Pattern ADDS_ELEMENT =
      Pattern.compile("createElement|document\\s*\\.\\s*write|insertAdjacentHTML|innerHTML");
  private static final Pattern NAMES_PLAUSIBLE =
      Pattern.compile("plausible\\.io/js/|/js/(plausible|pa-)[.\\w-]*\\.js");
  private static final Pattern NAMES_SITE =
      Pattern.compile("data-domain|dataset\\s*\\.\\s*domain\\b");
  private static final Pattern NAMES_SCRIPT =
      Pattern.compile("['\"/](" + FILE + ")|/api/event|data-api|dataset\\s*\\.\\s*api\\b");

  private TrackerSigns() {}

  static boolean isTracker(Element script) {
    if (isData(script)) {
      return false;
    }
    boolean loads =
        script.attributes().asList().stream()
            .filter(TrackerSigns::isSource)
            .anyMatch(source -> isTracker(script, source.getValue().strip()));
    return loads || isTracker(HtmlMarkup.code(script));
  }

  /** A source, also one that a consent manager or a loader holds back until later. */
  private static boolean isSource(Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    return name.equals("src") || (name.startsWith("data-") && name.endsWith("src"));
  }

  private static boolean isTracker(Element script, String source) {
    if (source.isEmpty() || hasAccount(script)) {
      return false;
    }
    if (OWN_FILE.matcher(source).matches()) {
      return true;
    }
    if (!script.hasAttr("data-domain")) {
      return false;
    }
    return SCRIPT_FILE.matcher(source).matches()
        || script.hasAttr("data-api")
        || (isOnOwnHost(source) && hasOnlyPlausiblesAttributes(script));
  }

  private static boolean hasAccount(Element script) {
    return script.attributes().asList().stream()
        .anyMatch(attribute -> ACCOUNT.matcher(attribute.getKey()).matches());
  }

  private static boolean isOnOwnHost(String source) {
    return !source.startsWith("//") && !source.matches("(?i)[a-z][a-z0-9+.-]*:.*");
  }

  private static boolean hasOnlyPlausiblesAttributes(Element script) {
    return script.attributes().asList().stream()
        .map(Attribute::getKey)
        .filter(name -> name.startsWith("data-") && !name.endsWith("src"))
        .allMatch(ATTRIBUTES::contains);
  }

  private static boolean isTracker(String code) {
    return STARTS.matcher(code).find()
        || (ADDS_ELEMENT.matcher(code).find()
            && (NAMES_PLAUSIBLE.matcher(code).find()
                || (NAMES_SITE.matcher(code).find() && NAMES_SCRIPT.matcher(code).find())));
  }

  /** Data that no browser and no consent manager runs. */
  private static boolean isData(Element script) {
    String type = script.attr("type").strip().toLowerCase(Locale.ROOT);
    return type.endsWith("json") || type.contains("template") || type.equals("importmap");
  }
}
