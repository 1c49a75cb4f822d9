package io.github.plausible4j.blog.html;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a page before a snippet is put into it.
 *
 * @param end where its head ends; empty if the text is a part of a page, not a page
 * @param isRedirect whether it sends its reader on at once
 * @param isTracked whether it loads a script of Plausible's already
 */
record PageHead(Optional<Integer> end, boolean isRedirect, boolean isTracked) {
  private static final Pattern SCRIPT_OF_A_SITE = Pattern.compile(".*/pa-[\\w-]+\\.js([?#].*)?");

  /**
   * Looks through a page. Its head ends before its end tag, or, since HTML lets that be left out,
   * before the first tag that no head may hold.
   */
  static PageHead of(String html) {
    HtmlTags tags = new HtmlTags(html);
    int end = -1;
    boolean inHead = true;
    boolean isRedirect = false;
    boolean isTracked = false;
    for (@Nullable HtmlTag tag = tags.next(); tag != null; tag = tags.next()) {
      inHead = inHead && mayBeInHead(tag);
      if (inHead) {
        end = isWhole(tag) ? tag.end() : end;
        isRedirect |= isRedirect(tag);
      } else if (end < 0 && tag.starts("body")) {
        end = tag.start();
      }
      isTracked |= isTracker(tag);
    }
    return new PageHead(end < 0 ? Optional.empty() : Optional.of(end), isRedirect, isTracked);
  }

  private static boolean mayBeInHead(HtmlTag tag) {
    return switch (tag.name()) {
      case "!doctype", "html", "head" -> !tag.isEnd();
      case "base", "link", "meta", "noscript", "script", "style", "template", "title" -> true;
      default -> false;
    };
  }

  /** Whether behind it is not inside of it. */
  private static boolean isWhole(HtmlTag tag) {
    return switch (tag.name()) {
      case "noscript", "script", "style", "template", "title" -> tag.isEnd();
      default -> true;
    };
  }

  private static boolean isRedirect(HtmlTag tag) {
    return tag.starts("meta")
        && tag.attribute("http-equiv").equalsIgnoreCase("refresh")
        && tag.attribute("content").strip().matches("0*[;,].*");
  }

  private static boolean isTracker(HtmlTag tag) {
    boolean namesItsSite =
        tag.attributes().containsKey("data-domain") && tag.attribute("src").contains(".js");
    return tag.starts("script")
        && (namesItsSite || SCRIPT_OF_A_SITE.matcher(tag.attribute("src")).matches());
  }
}
