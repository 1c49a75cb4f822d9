package io.github.plausible4j.blog.html;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Whether a page sends its visitor on to another page before it is read. */
final class Redirect {
  /** A page that is shown longer is read. */
  private static final double LONGEST_DELAY_SECONDS = 5;

  /**
   * As browsers read it: a number, then a semicolon, comma or space, then the address with or
   * without {@code url=} and quotes.
   */
  private static final Pattern REFRESH =
      Pattern.compile("\\s*(\\d*)(\\.[\\d.]*)?(\\s*[;,]\\s*|\\s+)(?<target>\\S.*)", Pattern.DOTALL);

  private static final Pattern LOCATION =
      Pattern.compile(
          "((window|self|top|parent|document|globalThis)\\s*\\.\\s*){0,8}location"
              + "(\\s*\\.\\s*href\\s*=|\\s*=|\\s*\\.\\s*(replace|assign)\\s*\\()");

  /** A script that is one statement, with what older generators put around it. */
  private static final Pattern ONLY_LOCATION =
      Pattern.compile(
          "\\s*(<!--|//\\s*<!\\[CDATA\\[)?\\s*" + LOCATION + "(?!=)[^;{}]*;?\\s*(//.*)?\\s*",
          Pattern.DOTALL);

  private Redirect() {}

  static boolean isIn(HtmlMarkup markup) {
    if (markup.live("meta[http-equiv]").anyMatch(Redirect::isRefresh)) {
      return true;
    }
    boolean refreshWithoutScripts =
        markup.all("noscript meta[http-equiv]").anyMatch(Redirect::isRefresh);
    return markup
        .live("script:not([src])")
        .map(HtmlMarkup::code)
        .anyMatch(
            script ->
                ONLY_LOCATION.matcher(script).matches()
                    || (refreshWithoutScripts && LOCATION.matcher(script).find()));
  }

  private static boolean isRefresh(Element meta) {
    return meta.attr("http-equiv").equalsIgnoreCase("refresh")
        && delay(meta.attr("content"))
            .filter(seconds -> seconds <= LONGEST_DELAY_SECONDS)
            .isPresent();
  }

  /** The seconds until another page is loaded; empty if none is. */
  private static Optional<Double> delay(String content) {
    Matcher refresh = REFRESH.matcher(content);
    if (!refresh.matches() || (refresh.group(1).isEmpty() && refresh.group(2) == null)) {
      return Optional.empty();
    }
    // Browsers ignore the decimals.
    String seconds = refresh.group(1).isEmpty() ? "0" : refresh.group(1);
    return Optional.of(Double.valueOf(seconds));
  }
}
