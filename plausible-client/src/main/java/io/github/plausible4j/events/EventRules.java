package io.github.plausible4j.events;

import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.internal.UrlText;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks an event against the rules of every release of Plausible before it is sent. */
final class EventRules {
  static final int MOST_PROPS = 30;
  private static final int NAME_CHARACTERS = 120;
  static final int URL_BYTES = 2_000;
  private static final int REFERRER_CHARACTERS = 2_000;
  static final int PROP_KEY_BYTES = 300;
  static final int PROP_VALUE_BYTES = 2_000;
  private static final Duration SHORTEST_ENGAGEMENT = Duration.ofMillis(1);
  private static final Duration ENGAGEMENT_LIMIT = Duration.ofDays(30);

  private static final String OR_LENIENT = ", or use Event.fromRequest if a visitor requested it";

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  /** Names of Plausible's own events, which the server always treats as interactive. */
  private static final Set<String> ALWAYS_INTERACTIVE =
      Set.of(
          "pageview",
          "engagement",
          "Outbound Link: Click",
          "Cloaked Link: Click",
          "File Download",
          "404",
          "WP Form Completions",
          "Form: Submission");

  private EventRules() {}

  static @Nullable String cutReferrer(@Nullable String referrer) {
    if (referrer == null || referrer.isBlank()) {
      return null;
    }
    String cut = referrer;
    if (referrer.length() > REFERRER_CHARACTERS) {
      boolean splitsPair = Character.isHighSurrogate(referrer.charAt(REFERRER_CHARACTERS - 1));
      cut = referrer.substring(0, splitsPair ? REFERRER_CHARACTERS - 1 : REFERRER_CHARACTERS);
    }
    // Visitors choose the referrer, so an unpaired surrogate in it must not be a reason to reject
    // the event.
    return Utf8.repaired(cut);
  }

  static String cutName(String name) {
    if (name.length() <= NAME_CHARACTERS) {
      return name;
    }
    Matcher characters = CHARACTER.matcher(name);
    int end = 0;
    for (int i = 0; i < NAME_CHARACTERS && characters.find(); i++) {
      end = characters.end();
    }
    return name.substring(0, end);
  }

  static boolean isAlwaysInteractive(String name) {
    return ALWAYS_INTERACTIVE.contains(name);
  }

  static boolean isEngagementTime(Duration time) {
    return !time.isNegative() && time.compareTo(ENGAGEMENT_LIMIT) < 0;
  }

  /** Whether an address has a scheme that servers accept. */
  static boolean hasScheme(String url) {
    int scheme = schemeLength(url);
    return scheme > 0 && !isData(url, scheme);
  }

  private static boolean isData(String url, int schemeLength) {
    return schemeLength == 4 && url.regionMatches(true, 0, "data", 0, 4);
  }

  static void check(Event.Builder event) {
    ProblemCollector problems = new ProblemCollector();
    checkName(event, problems);
    checkText("name", event.name, problems);
    checkText("url", event.url, problems);
    checkUrl(event.url, event.sites.isEmpty(), problems);
    for (int i = 0; i < event.sites.size(); i++) {
      checkSite(event.sites.get(i), problems);
    }
    checkProps(event.props, event.propsLength, problems);
    checkEngagement(event, problems);
    problems.throwIfAny("Event");
  }

  private static void checkName(Event.Builder event, ProblemCollector problems) {
    String name = event.name;
    if (isBlank(name)) {
      problems.add("name", "is blank", "use a name such as Signup, or \"pageview\"");
    } else if (name.length() > NAME_CHARACTERS
        && CHARACTER.matcher(name).results().count() > NAME_CHARACTERS) {
      problems.add(
          "name", name, "has over 120 characters", "shorten it and put details into props");
    }
    if (!event.interactive && ALWAYS_INTERACTIVE.contains(name)) {
      problems.add(
          "interactive",
          "is false, which the server ignores for the name \"" + name + "\"",
          "leave it out or give the event another name");
    }
  }

  private static void checkUrl(String url, boolean siteFromUrl, ProblemCollector problems) {
    if (isBlank(url)) {
      problems.add("url", "is blank", "use the address of the page");
      return;
    }
    if (Utf8.isLongerThan(url, URL_BYTES)) {
      addUrlProblem(url, "has over 2,000 bytes", "cut its query" + OR_LENIENT, problems);
    }
    if (hasBlankOrControl(url)) {
      addUrlProblem(
          url,
          "has white space or control characters",
          "percent-encode them" + OR_LENIENT,
          problems);
    }
    if (!isWellEncoded(url)) {
      addUrlProblem(
          url,
          "has a % without two hexadecimal digits",
          "write %25 for a percent sign" + OR_LENIENT,
          problems);
    }
    int scheme = schemeLength(url);
    if (scheme == 0 && !url.startsWith("/")) {
      addUrlProblem(url, "has no scheme", "write it as https://host/path", problems);
    } else if (isData(url, scheme)) {
      addUrlProblem(
          url, "has the scheme data, which servers reject", "use the address of a page", problems);
    } else if (siteFromUrl && (scheme == 0 || !hasHost(url, scheme + 1))) {
      addUrlProblem(
          url,
          "has no host, and no site is set",
          "write the whole address, as https://host/path, or set site(domain)",
          problems);
    }
  }

  private static void addUrlProblem(
      String url, String rule, String remedy, ProblemCollector problems) {
    problems.add("url", UrlText.withoutSecrets(url), rule, remedy);
  }

  /**
   * Like {@link String#isBlank()}, but faster for texts that begin with visible ASCII, as most do.
   */
  static boolean isBlank(String text) {
    return text.isEmpty() || (!isVisibleAscii(text.charAt(0)) && text.isBlank());
  }

  private static boolean isVisibleAscii(char c) {
    return c > ' ' && c < 0x7f;
  }

  /** The length of the scheme of an address; 0 if it has none. */
  private static int schemeLength(String url) {
    if (url.startsWith("https:")) {
      return 5;
    }
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean further = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && !(further && i > 0)) {
        return c == ':' ? i : 0;
      }
    }
    return 0;
  }

  private static boolean hasHost(String url, int start) {
    return url.startsWith("//", start)
        && url.length() > start + 2
        && "/?#:".indexOf(url.charAt(start + 2)) < 0;
  }

  private static boolean hasBlankOrControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isVisibleAscii(c) && (c <= ' ' || c == 0x7f)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWellEncoded(String url) {
    for (int at = url.indexOf('%'); at >= 0; at = url.indexOf('%', at + 1)) {
      if (!RequestUrl.isEncodedAt(url, at)) {
        return false;
      }
    }
    return true;
  }

  private static void checkSite(String site, ProblemCollector problems) {
    if (isBlank(site)) {
      problems.add("site", "is blank", "use the domain that Plausible shows");
    } else if (site.contains(",")) {
      problems.add("site", site, "holds a comma", "pass each domain as a separate argument");
    } else if (site.contains("://")) {
      problems.add("site", site, "is an address", "use the domain alone, without scheme");
    } else if (hasBlankOrControl(site)) {
      problems.add("site", site, "has white space", "use the domain alone");
    }
    checkText("site", site, problems);
  }

  private static void checkProps(@Nullable String[] props, int length, ProblemCollector problems) {
    if (length > 2 * MOST_PROPS) {
      problems.add("props", "has over 30 properties, and servers drop the rest", "send fewer");
    }
    for (int i = 0; i < length; i += 2) {
      String key = Objects.requireNonNull(props[i], "a key is never null");
      String value = props[i + 1];
      if (isBlank(key)) {
        problems.add("props", "has a blank key, which servers drop", "name it");
      } else if (Utf8.isLongerThan(key, PROP_KEY_BYTES)) {
        problems.add("props key", key, "has over 300 bytes", "shorten it");
      }
      if (value == null) {
        problems.add("props " + key, "is null, which servers drop", "leave it out");
        continue;
      }
      if (isBlank(value)) {
        problems.add("props " + key, "is blank, which servers drop", "leave it out");
      } else if (Utf8.isLongerThan(value, PROP_VALUE_BYTES)) {
        problems.add("props " + key, value, "has over 2,000 bytes", "shorten it");
      }
      checkText("props", key, problems);
      checkText("props", value, problems);
    }
  }

  private static void checkText(String field, String text, ProblemCollector problems) {
    if (!Utf8.isWellFormed(text)) {
      problems.add(
          field, "has half of a surrogate pair", "cut texts between code points, not chars");
    }
  }

  private static void checkEngagement(Event.Builder event, ProblemCollector problems) {
    Duration time = event.engagementTime;
    if (event.name.equals(Event.ENGAGEMENT)) {
      // The server treats zero milliseconds like no time.
      if (event.scrollDepth == null && (time == null || time.compareTo(SHORTEST_ENGAGEMENT) < 0)) {
        problems.add(
            "name",
            "engagement is reserved for reports of reading",
            "set scrollDepth, or engagementTime to 1 ms at least, or give the event another name");
      }
    } else if (event.scrollDepth != null || time != null) {
      problems.add(
          "scrollDepth and engagementTime",
          "belong to the name engagement only",
          "leave them out or send an engagement event");
    }
    if (event.scrollDepth != null && (event.scrollDepth < 0 || event.scrollDepth > 100)) {
      problems.add("scrollDepth", event.scrollDepth, "is not 0 to 100", "use a percentage");
    }
    if (time != null && !isEngagementTime(time)) {
      problems.add("engagementTime", time, "is not 0 to 30 days", "use the reading time");
    }
  }
}
