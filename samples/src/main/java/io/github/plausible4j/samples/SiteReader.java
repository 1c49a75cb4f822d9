package io.github.plausible4j.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads the output directory of a static site generator. A post is a page that says so by {@code
 * og:type}, which Hugo's, Jekyll's and Hexo's own templates write; on a site without that, every
 * page that the sitemap lists counts, but for its front page.
 */
final class SiteReader {
  private final Path root;
  private final List<Page> pages = new ArrayList<>();

  private SiteReader(Path root) {
    this.root = root;
  }

  /**
   * Reads a site.
   *
   * @param givenBaseUrl where it is published; without it the canonical link of the front page
   *     tells
   * @throws IllegalArgumentException if there is neither
   */
  static BuiltSite read(Path root, Optional<String> givenBaseUrl) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root + ", the output of the generator; say --site DIR");
    }
    SiteReader reader = new SiteReader(root);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(SiteReader::isPage).sorted().toList()) {
        reader.pages.add(Page.read(root, file));
      }
    }
    String baseUrl = givenBaseUrl.or(reader::canonicalOfFrontPage).orElseThrow(reader::noBaseUrl);
    String base = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    return new BuiltSite(base, reader.generator(), reader.posts(base));
  }

  private static boolean isPage(Path file) {
    return file.getFileName().toString().endsWith(".html") && Files.isRegularFile(file);
  }

  private Optional<String> canonicalOfFrontPage() {
    return pages.stream().filter(Page::isFront).map(Page::canonical).findFirst().flatMap(c -> c);
  }

  private IllegalArgumentException noBaseUrl() {
    return new IllegalArgumentException(
        root + " has no index.html with a canonical link; say --base-url https://…");
  }

  private Optional<String> generator() {
    return pages.stream()
        .map(page -> page.document().select("meta[name=generator]").attr("content").strip())
        .filter(content -> !content.isEmpty())
        .findFirst();
  }

  private List<BuiltPost> posts(String base) throws IOException {
    List<Page> posts = pages.stream().filter(Page::saysItIsAPost).toList();
    if (posts.isEmpty()) {
      List<String> listed = sitemap();
      posts =
          pages.stream()
              .filter(page -> !page.isFront() && listed.contains(page.url(base)))
              .toList();
    }
    return posts.stream().map(page -> page.toPost(base)).toList();
  }

  private List<String> sitemap() throws IOException {
    Path sitemap = root.resolve("sitemap.xml");
    return Files.exists(sitemap)
        ? Jsoup.parse(sitemap, StandardCharsets.UTF_8.name()).select("url > loc").eachText()
        : List.of();
  }

  private record Page(String file, Document document) {
    static Page read(Path root, Path file) throws IOException {
      String relative = root.relativize(file).toString().replace('\\', '/');
      return new Page(relative, Jsoup.parse(file, StandardCharsets.UTF_8.name()));
    }

    boolean isFront() {
      return file.equals("index.html");
    }

    boolean saysItIsAPost() {
      return document.select("meta[property=og:type]").attr("content").equals("article");
    }

    Optional<String> canonical() {
      return Optional.of(document.select("link[rel=canonical]").attr("href"))
          .filter(href -> !href.isBlank());
    }

    /** The canonical address, unless the site is published elsewhere, as previews are. */
    String url(String base) {
      String path =
          file.endsWith("index.html")
              ? file.substring(0, file.length() - "index.html".length())
              : file;
      return canonical().filter(href -> href.startsWith(base)).orElse(base + path);
    }

    BuiltPost toPost(String base) {
      Element article = document.selectFirst("article");
      Element main = article != null ? article : document.selectFirst("main");
      Element content = main != null ? main : document.body();
      String title = title(content);
      return new BuiltPost(file, url(base), title, sha256(title + "\n" + content.html()));
    }

    private String title(Element content) {
      Element heading = content.selectFirst("h1");
      return heading != null ? heading.text() : document.title();
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
}
