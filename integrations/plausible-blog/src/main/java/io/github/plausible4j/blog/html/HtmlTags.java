package io.github.plausible4j.blog.html;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a page, one after the other. Comments are passed over, and so is what is inside of
 * elements whose content is text: a tag in there is none.
 */
final class HtmlTags {
  private static final Set<String> HOLD_TEXT =
      Set.of(
          "script",
          "style",
          "title",
          "textarea",
          "iframe",
          "noembed",
          "noframes",
          "noscript",
          "template",
          "xmp");

  private final String html;
  private int at;

  HtmlTags(String html) {
    this.html = html;
  }

  /** The next tag; {@code null} at the end. */
  @Nullable HtmlTag next() {
    for (int open = html.indexOf('<', at); open >= 0; open = html.indexOf('<', at)) {
      if (html.startsWith("<!--", open)) {
        at = behind("-->", open + 4);
      } else if (isTag(open)) {
        HtmlTag tag = HtmlTag.read(html, open);
        at = !tag.isEnd() && HOLD_TEXT.contains(tag.name()) ? endOfText(tag) : tag.end();
        return tag;
      } else {
        at = open + 1;
      }
    }
    return null;
  }

  private boolean isTag(int open) {
    int name = html.startsWith("</", open) ? open + 2 : open + 1;
    return name < html.length()
        && (Character.isLetter(html.charAt(name))
            || html.regionMatches(true, name, "!doctype", 0, 8));
  }

  private int behind(String end, int from) {
    int found = html.indexOf(end, from);
    return found < 0 ? html.length() : found + end.length();
  }

  private int endOfText(HtmlTag tag) {
    String end = "</" + tag.name();
    for (int i = html.indexOf('<', tag.end()); i >= 0; i = html.indexOf('<', i + 1)) {
      if (html.regionMatches(true, i, end, 0, end.length())) {
        return i;
      }
    }
    return html.length();
  }
}
