package io.github.plausible4j.blog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Converts between the addresses of a site's pages and their files. */
final class PageAddress {
  private PageAddress() {}

  /**
   * The address of a file, percent-encoded. The address of an index file is that of its directory.
   */
  static HttpUrl of(HttpUrl base, String file) {
    HttpUrl.Builder url = base.newBuilder();
    String path = file.replaceFirst("(^|/)index\\.html?$", "$1");
    // An empty last segment stands for the trailing slash.
    for (String segment : path.split("/", -1)) {
      url.addPathSegment(segment);
    }
    return url.build();
  }

  /**
   * A key that is equal for different spellings of an address: the path without encoding, trailing
   * slash, index and extension. The host is omitted, because a preview has another host.
   */
  static String key(HttpUrl url) {
    List<String> segments = new ArrayList<>(url.pathSegments());
    segments.removeIf(String::isEmpty);
    int last = segments.size() - 1;
    if (last >= 0 && segments.get(last).matches("(?i)index\\.html?")) {
      segments.remove(last);
    } else if (last >= 0) {
      segments.set(last, segments.get(last).replaceFirst("(?i)\\.html?$", ""));
    }
    return Normalizer.normalize("/" + String.join("/", segments), Normalizer.Form.NFC);
  }

  /** The key of an address in a sitemap or feed; empty if it is not an address. */
  static Optional<String> key(HttpUrl base, String address) {
    return Optional.ofNullable(base.resolve(address.strip())).map(PageAddress::key);
  }

  /** The file of an address of the site, relative to the output. */
  static Optional<String> file(HttpUrl base, String address) {
    HttpUrl url = base.resolve(address.strip());
    if (url == null) {
      return Optional.empty();
    }
    String path = String.join("/", url.pathSegments());
    String below = String.join("/", base.pathSegments());
    return Optional.of(path.startsWith(below) ? path.substring(below.length()) : path);
  }
}
