package io.github.plausible4j.internal;

import okhttp3.HttpUrl;

/**
 * Formats addresses for messages and logs without possible secrets: user info, query and fragment.
 * For internal use only.
 */
public final class UrlText {
  private static final int SHOWN = 200;

  private UrlText() {}

  /**
   * An address without its secrets, at most 200 characters; also works for addresses that cannot be
   * parsed.
   */
  public static String withoutSecrets(String url) {
    int end = 0;
    while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String page = withoutUserInfo(url, end);
    boolean isCut = end < url.length() || page.length() > SHOWN;
    return isCut ? page.substring(0, Math.min(page.length(), SHOWN)) + "…" : page;
  }

  /** Scheme, host and port, an IPv6 host in brackets. */
  public static String origin(HttpUrl url) {
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    return url.scheme() + "://" + host + ":" + url.port();
  }

  private static String withoutUserInfo(String url, int end) {
    int start = url.indexOf("//") + 2;
    int slash = url.indexOf('/', start);
    int at = url.lastIndexOf('@', end - 1);
    if (at < start || start == 1) {
      return url.substring(0, end);
    }
    // Paths such as /@name are common, and a password may contain a slash: only parsing the address
    // shows which of the two it is.
    boolean isInPath = slash >= 0 && slash < at && HttpUrl.parse(url) != null;
    int userInfo = isInPath ? url.lastIndexOf('@', slash) : at;
    return userInfo < start
        ? url.substring(0, end)
        : url.substring(0, start) + "…@" + url.substring(userInfo + 1, end);
  }
}
