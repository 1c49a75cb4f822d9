package io.github.plausible4j.blog;

import io.github.plausible4j.blog.internal.HtmlEncoding;
import io.github.plausible4j.blog.internal.HtmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The parts of a page that are kept after it was read.
 *
 * @param file relative to the output, with slashes
 * @param isArticle whether the page declares that it is a post
 * @param hasOneArticle whether it has exactly one article element
 * @param feeds the feeds that it links to
 */
record SitePage(
    String file,
    Optional<String> canonical,
    Optional<String> generator,
    boolean isArticle,
    boolean hasOneArticle,
    List<String> feeds,
    String title,
    String contentHash) {
  private static final int LONGEST_TITLE = 200;

  static SitePage read(Path root, Path file) throws IOException {
    String name = root.relativize(file).toString().replace('\\', '/');
    Document page =
        HtmlParser.parse(HtmlEncoding.decode(Files.readAllBytes(file)), Parser.htmlParser());
    page.outputSettings().prettyPrint(false);
    Element article = page.selectFirst("article");
    Element main = article != null ? article : page.selectFirst("main");
    Element content = main != null ? main : page.body();
    String title = title(page, content, name);
    return new SitePage(
        name,
        notBlank(page.select("link[rel=canonical]").attr("href")),
        notBlank(page.select("meta[name=generator]").attr("content")),
        page.select("meta[property=og:type]").attr("content").strip().equals("article"),
        page.select("article").size() == 1,
        page.select("link[rel=alternate][type~=(rss|atom|feed)][href]").eachAttr("href"),
        title,
        sha256(title + "\n" + content.html()));
  }

  boolean isFront() {
    return file.matches("index\\.html?");
  }

  /** The canonical address, unless the site is published at another host, such as a preview. */
  HttpUrl url(HttpUrl base) {
    HttpUrl own = PageAddress.of(base, file);
    return canonical
        .map(own::resolve)
        .filter(url -> url.toString().startsWith(base.toString()))
        .map(url -> url.newBuilder().fragment(null).build())
        .orElse(own);
  }

  BuiltPost toPost(HttpUrl base) {
    return new BuiltPost(file, url(base).toString(), title, contentHash);
  }

  private static String title(Document page, Element content, String file) {
    Element heading = content.selectFirst("h1");
    String title =
        notBlank(heading == null ? "" : heading.text())
            .or(() -> notBlank(page.title()))
            .orElseGet(() -> nameOf(file));
    int length = title.codePointCount(0, title.length());
    return length <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
  }

  /** The file's name without its extension; for an index file, the name of its directory. */
  private static String nameOf(String file) {
    String path = file.replaceFirst("/index\\.html?$", "").replaceFirst("\\.html?$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Optional<String> notBlank(String text) {
    return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
