package io.github.plausible4j.blog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * Reads the output of a static site generator, one page at a time. Posts are taken from the first
 * of these places that has any: pages with {@code og:type} article, which the built-in templates of
 * Hugo, Jekyll and Hexo write; the sitemaps; the feeds; pages with one article element.
 */
final class SiteReader {
  private final Path root;
  private final List<SitePage> pages = new ArrayList<>();
  private final List<String> searched = new ArrayList<>();

  private SiteReader(Path root) {
    this.root = root;
  }

  /**
   * Reads a site.
   *
   * @param root the directory, without symbolic links in its path
   * @param givenBaseUrl the address of the published site; if empty, the canonical link of the
   *     front page is used
   * @throws BlogBuildException if there is no address
   */
  static BuiltSite read(Path root, Optional<String> givenBaseUrl, BuildProgress progress)
      throws IOException {
    SiteReader reader = new SiteReader(root);
    reader.readPages(progress);
    HttpUrl base = reader.base(givenBaseUrl);
    List<BuiltPost> posts = reader.posts(base).stream().map(page -> page.toPost(base)).toList();
    return new BuiltSite(base.toString(), reader.generator(), posts, reader.searched);
  }

  private void readPages(BuildProgress progress) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(root)) {
      files = walked.filter(SiteReader::isPage).sorted().toList();
    }
    for (Path file : files) {
      pages.add(SitePage.read(root, file));
      progress.pageRead(pages.size(), files.size());
    }
  }

  private static boolean isPage(Path file) {
    return file.getFileName().toString().matches("(?i).*\\.html?") && Files.isRegularFile(file);
  }

  private HttpUrl base(Optional<String> given) {
    String url =
        given
            .or(
                () ->
                    pages.stream()
                        .filter(SitePage::isFront)
                        .findFirst()
                        .flatMap(SitePage::canonical))
            .orElseThrow(() -> noBaseUrl("has no index.html with a canonical link"));
    HttpUrl base = HttpUrl.parse(url);
    if (base == null) {
      throw noBaseUrl("has the canonical link \"" + url + "\", which is not a whole address");
    }
    HttpUrl.Builder plain = base.newBuilder().query(null).fragment(null);
    return base.encodedPath().endsWith("/") ? plain.build() : plain.addPathSegment("").build();
  }

  private BlogBuildException noBaseUrl(String what) {
    return new BlogBuildException(
        root + " " + what + "; set the address of the published site (--base-url https://…)");
  }

  private Optional<String> generator() {
    return pages.stream().flatMap(page -> page.generator().stream()).findFirst();
  }

  private List<SitePage> posts(HttpUrl base) {
    List<SitePage> posts = select(SitePage::isArticle);
    if (!posts.isEmpty()) {
      return posts;
    }
    searched.add("no page has <meta property=\"og:type\" content=\"article\">");
    AddressLists lists = new AddressLists(root, base, searched);
    for (Set<String> keys : List.of(lists.sitemaps(), lists.feeds(feedLinks()))) {
      posts = select(page -> keys.contains(PageAddress.key(page.url(base))));
      if (!posts.isEmpty()) {
        return posts;
      }
    }
    posts = select(SitePage::hasOneArticle);
    if (posts.isEmpty()) {
      searched.add("no page has exactly one <article>");
    }
    return posts;
  }

  private List<String> feedLinks() {
    return pages.stream().filter(SitePage::isFront).flatMap(page -> page.feeds().stream()).toList();
  }

  private List<SitePage> select(Predicate<SitePage> condition) {
    return pages.stream().filter(page -> !page.isFront()).filter(condition).toList();
  }
}
