package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the source of a visit: a tag in the URL, or the referrer. Hosts and tags of well-known
 * services become their names; the others stay as they are. The table is sources.csv beside this
 * class; the real server knows some thousand more.
 */
final class Sources {
  private static final Set<String> REFERRING_SCHEMES = Set.of("http", "https", "android-app");

  private final Map<String, String> nameByHost = new HashMap<>();
  private final Map<String, String> nameByTag = new HashMap<>();
  private final Map<String, String> categoryByName = new HashMap<>();

  Sources() {
    Resources.text(Sources.class, "sources.csv")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(this::add);
  }

  /** A line: name, category, hosts separated by blanks, tags separated by blanks. */
  private void add(String line) {
    String[] columns = line.split(",", -1);
    String name = columns[0];
    nameByTag.put(name.toLowerCase(Locale.ROOT), name);
    categoryByName.put(name.toLowerCase(Locale.ROOT), columns[1]);
    words(columns[2]).forEach(host -> nameByHost.put(host, name));
    words(columns[3]).forEach(tag -> nameByTag.put(tag, name));
  }

  private static Stream<String> words(String column) {
    return Stream.of(column.split(" ", -1)).filter(word -> !word.isEmpty());
  }

  /** The source, or an empty text for a direct visit. */
  String of(EventRequest event) {
    for (String tag : new String[] {"utm_source", "source", "ref"}) {
      String value = event.query().get(tag);
      if (value != null) {
        return nameByTag.getOrDefault(value.toLowerCase(Locale.ROOT), value);
      }
    }
    UrlParts referrer = referring(event);
    if (referrer == null) {
      return "";
    }
    String host = referrer.plainHost();
    String known = host == null ? null : nameOfHost(host.toLowerCase(Locale.ROOT));
    return known != null ? known : prefixed(referrer);
  }

  /** Host and path of the referrer, or an empty text where it does not count. */
  static String referrer(EventRequest event) {
    UrlParts referrer = referring(event);
    if (referrer == null) {
      return "";
    }
    String path = referrer.path() == null ? "" : referrer.path();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return prefixed(referrer) + path;
  }

  /** The category of a source: {@code SEARCH}, {@code SOCIAL} …, or empty. */
  String category(String source) {
    return categoryByName.getOrDefault(source.toLowerCase(Locale.ROOT), "");
  }

  private @Nullable String nameOfHost(String host) {
    String name = nameByHost.get(host);
    if (name != null) {
      return name;
    }
    if (host.endsWith(".wikipedia.org")) {
      return "Wikipedia";
    }
    String[] labels = host.split("\\.", -1);
    return labels.length >= 2 && labels.length <= 3 && labels[0].equals("google") ? "Google" : null;
  }

  private static String prefixed(UrlParts referrer) {
    String scheme = "android-app".equals(referrer.scheme()) ? "android-app://" : "";
    return scheme + referrer.plainHost();
  }

  private static @Nullable UrlParts referring(EventRequest event) {
    String text = event.referrer();
    if (text == null) {
      return null;
    }
    UrlParts referrer = UrlParts.parse(text.trim());
    String host = referrer.plainHost();
    boolean counts =
        host != null
            && referrer.scheme() != null
            && REFERRING_SCHEMES.contains(referrer.scheme())
            && !host.equals(event.url().plainHost())
            && !host.equals("localhost");
    return counts ? referrer : null;
  }
}
