package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the source of a visit: a tag in the URL, or the referrer. Hosts and tags of well-known
 * services are replaced by the names of the services; others remain as they are. The tables are
 * files in this package.
 */
final class Sources {
  private static final Set<String> REFERRING_SCHEMES = Set.of("http", "https", "android-app");
  private static final List<String> PAID_ENDINGS = List.of("ad", "ads");

  /** Names by host. A key has a path if the name applies to that path only. */
  private final Map<String, String> nameByHost = new HashMap<>();

  private final Set<String> hostsWithPaths = new HashSet<>();

  /** Names by a tag or a whole host, in lower case. */
  private final Map<String, String> nameByWord = new HashMap<>();

  private final Map<String, SourceKind> kindByName = new HashMap<>();
  private final Set<String> paidTags = new HashSet<>();

  /**
   * @param afterRelease32 whether to know sources that were added after 3.2, such as AI assistants
   */
  Sources(boolean afterRelease32) {
    lines("sources.tsv").forEach(this::addNames);
    lines("source-kinds.tsv").forEach(this::addKinds);
    if (afterRelease32) {
      lines("sources-after-3.2.tsv").forEach(this::addNames);
    }
    paidTags.add("adwords");
  }

  private static Stream<String[]> lines(String file) {
    return Resources.text(Sources.class, file)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1));
  }

  private void addNames(String[] columns) {
    String name = columns[0];
    nameByWord.put(lower(name), name);
    for (String host : words(columns[1], " ")) {
      nameByHost.put(host, name);
      if (host.contains("/")) {
        hostsWithPaths.add(host);
      }
    }
    for (String word : words(columns[2], "\\|")) {
      nameByWord.put(word, name);
      if (PAID_ENDINGS.stream().anyMatch(word::endsWith)) {
        paidTags.add(word);
      }
    }
    if (columns.length > 3) {
      kindByName.put(lower(name), SourceKind.valueOf(columns[3]));
    }
  }

  private void addKinds(String[] columns) {
    for (String name : words(columns[1], "\\|")) {
      kindByName.put(name, SourceKind.valueOf(columns[0]));
    }
  }

  private static List<String> words(String column, String separator) {
    return Stream.of(column.split(separator, -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** The source, or an empty text for a direct visit. */
  String of(EventRequest event) {
    String tag = tag(event);
    if (tag != null) {
      return nameByWord.getOrDefault(lower(tag), tag);
    }
    UrlParts referrer = referring(event);
    if (referrer == null || referrer.host() == null) {
      return "";
    }
    String known = nameOfHost(referrer.host(), referrer.path());
    if (known != null) {
      return known;
    }
    String shown = prefixed(referrer);
    return nameByWord.getOrDefault(lower(shown), shown);
  }

  /** The tag in the URL that names the source, or null. */
  static @Nullable String tag(EventRequest event) {
    for (String key : new String[] {"utm_source", "source", "ref"}) {
      String value = event.query().get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The host and path of the referrer, or an empty text if it does not count. */
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

  /** The kind of site of a source. */
  SourceKind kind(String source) {
    return kindByName.getOrDefault(lower(source), SourceKind.OTHER);
  }

  /** Whether a tag in lower case means by itself that the visit was paid for. */
  boolean isPaidTag(String tag) {
    return paidTags.contains(tag);
  }

  /** The name of the host or of its closest known parent domain. Case matters. */
  private @Nullable String nameOfHost(String host, @Nullable String path) {
    for (String part = host; !part.isEmpty(); part = parent(part)) {
      String name = nameOfPath(part, path);
      if (name == null) {
        name = nameByHost.get(part);
      }
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  private @Nullable String nameOfPath(String host, @Nullable String path) {
    if (path == null) {
      return null;
    }
    return hostsWithPaths.stream()
        .filter(known -> known.startsWith(host + "/") && (host + path).startsWith(known))
        .findFirst()
        .map(nameByHost::get)
        .orElse(null);
  }

  private static String parent(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
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
    UrlParts referrer = UrlParts.parse(text);
    String host = referrer.plainHost();
    boolean counts =
        host != null
            && !host.isEmpty()
            && referrer.scheme() != null
            && REFERRING_SCHEMES.contains(referrer.scheme())
            && !host.equals(event.url().plainHost())
            && !host.equals("localhost");
    return counts ? referrer : null;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
