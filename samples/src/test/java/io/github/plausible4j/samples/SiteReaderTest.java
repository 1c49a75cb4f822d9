package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteReaderTest {
  private static final Path BUILT = Path.of("blog", "public");

  @TempDir Path site;

  private void page(String file, String head, String body) throws IOException {
    Path path = site.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "<html><head>" + head + "</head><body>" + body + "</body></html>");
  }

  private BuiltSite read(String baseUrl) throws IOException {
    return SiteReader.read(site, Optional.of(baseUrl));
  }

  @Test
  void theBlogOfThisRepositoryHasFivePostsAndNames() throws IOException {
    BuiltSite blog = SiteReader.read(BUILT, Optional.empty());

    assertThat(blog.baseUrl()).isEqualTo("https://blog.example.com/");
    assertThat(blog.generator()).hasValueSatisfying(name -> assertThat(name).startsWith("Hugo 0."));
    assertThat(blog.posts())
        .extracting(BuiltPost::url)
        .containsExactly(
            "https://blog.example.com/posts/a-backup-is-a-restore/",
            "https://blog.example.com/posts/a-visit-is-thirty-minutes/",
            "https://blog.example.com/posts/counting-builds/",
            "https://blog.example.com/posts/numbers-at-home/",
            "https://blog.example.com/posts/two-databases-one-board/");
    assertThat(blog.posts())
        .filteredOn(post -> post.file().equals("posts/counting-builds/index.html"))
        .singleElement()
        .extracting(BuiltPost::title)
        .isEqualTo("Counting what has no visitor");
  }

  @Test
  void whatSurroundsThePostDoesNotChangeIt() throws IOException {
    String article = "<article><h1>One</h1><p>Text</p></article>";
    String post = "<meta property='og:type' content='article'>";
    page("a/index.html", post, article + "<footer>5 posts</footer>");
    String before = read("https://a.example/").posts().get(0).contentHash();

    page("a/index.html", post + "<link rel='stylesheet' href='/x.css'>", article + "6 posts");
    assertThat(read("https://a.example/").posts().get(0).contentHash()).isEqualTo(before);

    page("a/index.html", post, article.replace("Text", "Other text"));
    assertThat(read("https://a.example/").posts().get(0).contentHash()).isNotEqualTo(before);
  }

  @Test
  void withoutTypesThePagesOfTheSitemapArePostsButNotTheFrontPage() throws IOException {
    page("index.html", "", "front");
    page("2026/one.html", "<title>One</title>", "first");
    page("two/index.html", "", "<main><h1>Two</h1></main>");
    page("404.html", "", "nothing");
    Files.writeString(
        site.resolve("sitemap.xml"),
        """
        <?xml version="1.0" encoding="utf-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <url><loc>https://a.example/blog/</loc></url>
          <url><loc>https://a.example/blog/2026/one.html</loc></url>
          <url><loc>https://a.example/blog/two/</loc></url>
        </urlset>
        """);

    assertThat(read("https://a.example/blog").posts())
        .extracting(BuiltPost::url, BuiltPost::title)
        .containsExactly(
            tuple("https://a.example/blog/2026/one.html", "One"),
            tuple("https://a.example/blog/two/", "Two"));
  }

  @Test
  void theCanonicalAddressWinsUnlessTheSiteIsPublishedElsewhere() throws IOException {
    page(
        "posts/a.html",
        "<meta property='og:type' content='article'>"
            + "<link rel='canonical' href='https://a.example/2026/a'>",
        "text");

    assertThat(read("https://a.example").posts().get(0).url())
        .isEqualTo("https://a.example/2026/a");
    assertThat(read("https://preview.example").posts().get(0).url())
        .isEqualTo("https://preview.example/posts/a.html");
  }

  @Test
  void aSiteThatDoesNotSayWhereItIsPublishedIsAskedFor() throws IOException {
    page("index.html", "", "front");

    assertThatThrownBy(() -> SiteReader.read(site, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--base-url");
  }

  @Test
  void aMissingOutputDirectoryIsNamed() {
    assertThatThrownBy(() -> SiteReader.read(site.resolve("public"), Optional.empty()))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContainingAll("public", "--site");
  }
}
