package io.github.plausible4j.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteReaderTest {
  private static final String SITEMAP =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
          + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">%s</urlset>";

  @TempDir Path site;

  private Pages pages;

  @BeforeEach
  void writeFrontPage() throws IOException {
    pages = Pages.in(site).front("https://blog.example.org/");
  }

  private BuiltSite read() {
    return BlogBuild.builder(site).build().read();
  }

  private List<String> files() {
    return read().posts().stream().map(BuiltPost::file).toList();
  }

  private static String sitemap(String... urls) {
    StringBuilder locs = new StringBuilder();
    for (String url : urls) {
      locs.append("<url><loc>").append(url).append("</loc></url>");
    }
    return SITEMAP.formatted(locs);
  }

  @Test
  void whatSurroundsThePostDoesNotChangeIt() throws IOException {
    pages.post("a/index.html", "<h1>One</h1>");
    String before = read().posts().get(0).contentHash();

    Path file = site.resolve("a/index.html");
    Files.writeString(
        file, Files.readString(file).replace("</body>", "<footer>6 posts</footer></body>"));
    assertThat(read().posts().get(0).contentHash()).isEqualTo(before);

    pages.post("a/index.html", "<h1>One</h1>Other text");
    assertThat(read().posts().get(0).contentHash()).isNotEqualTo(before);
  }

  @Test
  void addressesOfTheSitemapAreComparedWithoutTheirSpelling() throws IOException {
    pages
        .page("2026/one.html", "first")
        .page("two/index.html", "second")
        .page("three.html", "third")
        .page("caf\u00e9/index.html", "fourth")
        .page("404.html", "nothing")
        .file(
            "sitemap.xml",
            sitemap(
                "https://blog.example.org/",
                " https://blog.example.org/2026/one ",
                "https://blog.example.org/two/index.html",
                "https://blog.example.org/three/",
                "https://blog.example.org/caf%C3%A9"));

    assertThat(files())
        .containsExactly("2026/one.html", "caf\u00e9/index.html", "three.html", "two/index.html");
  }

  @Test
  void aSitemapIndexIsFollowed() throws IOException {
    pages
        .page("a/index.html", "<article><h1>A</h1></article>")
        .page("b/index.html", "b")
        .file(
            "sitemap.xml",
            "<s:sitemapindex xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:sitemap>"
                + "<s:loc>https://blog.example.org/en/sitemap.xml</s:loc></s:sitemap><s:sitemap>"
                + "<s:loc>https://blog.example.org/b.xml.gz</s:loc></s:sitemap><s:sitemap>"
                + "<s:loc>https://blog.example.org/sitemap.xml</s:loc></s:sitemap>"
                + "</s:sitemapindex>")
        .file("en/sitemap.xml", sitemap("https://blog.example.org/a/"));
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(site.resolve("b.xml.gz")))) {
      gzip.write(sitemap("https://blog.example.org/b/").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(files()).containsExactly("a/index.html", "b/index.html");
  }

  @Test
  void aSitemapOfAnotherNameIsFoundByTheRobotsFile() throws IOException {
    pages
        .page("a.html", "a")
        .file("robots.txt", "User-agent: *\nsitemap: https://blog.example.org/maps/all.txt\n")
        .file("maps/all.txt", "https://blog.example.org/a.html\n");
    assertThat(files()).containsExactly("a.html");
  }

  @Test
  void aSiteBelowAPathAndAPreviewAreUnderstood() throws IOException {
    pages
        .front("https://example.org/blog/")
        .page("a/index.html", "a")
        .file(
            "sitemap.xml",
            "<sitemapindex><sitemap><loc>https://example.org/blog/m.xml</loc></sitemap>"
                + "</sitemapindex>")
        .file("m.xml", sitemap("https://example.org/blog/a/"));

    assertThat(read().posts())
        .extracting(BuiltPost::url)
        .containsExactly("https://example.org/blog/a/");
    assertThat(
            BlogBuild.builder(site).baseUrl("https://preview.example/blog").build().read().posts())
        .extracting(BuiltPost::url)
        .containsExactly("https://preview.example/blog/a/");
  }

  @Test
  void withoutASitemapTheFeedsAreUsed() throws IOException {
    pages.page("a/index.html", "a").page("b/index.html", "b").page("c/index.html", "c");
    Files.writeString(
        site.resolve("index.html"),
        "<link rel=canonical href=https://blog.example.org/>"
            + "<link rel=alternate type=application/atom+xml href=/news/all.atom>");
    pages
        .file(
            "index.xml",
            "<rss><channel><link>https://blog.example.org/</link><item><title>A</title>"
                + "<link>https://blog.example.org/a/</link></item></channel></rss>")
        .file(
            "news/all.atom",
            "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://blog.example.org/'/>"
                + "<entry><link rel='replies' href='https://blog.example.org/c/'/>"
                + "<link href='https://blog.example.org/b/'/></entry></feed>");
    assertThat(files()).containsExactly("a/index.html", "b/index.html");

    Files.delete(site.resolve("index.xml"));
    Files.delete(site.resolve("news/all.atom"));
    pages.file("feed.json", "{\"items\":[{\"url\":\"https://blog.example.org/c/\"}]}");
    assertThat(files()).containsExactly("c/index.html");
  }

  @Test
  void withoutListsThePagesWithOneArticleArePosts() throws IOException {
    pages
        .page("a.html", "<article>a</article>")
        .page("list.html", "<article>a</article><article>b</article>")
        .page("about.html", "<p>x");
    assertThat(files()).containsExactly("a.html");
  }

  @Test
  void aSiteWithoutPostsSaysWhereTheyWereLookedFor() throws IOException {
    pages.page("about.html", "<p>x").file("sitemap.xml", sitemap("https://blog.example.org/gone/"));
    assertThat(read().posts()).isEmpty();
    assertThat(String.join("; ", read().searched()))
        .contains("og:type", "sitemap.xml lists 1 addresses", "there is no feed", "<article>");
  }

  @Test
  void theCanonicalAddressWinsUnlessTheSiteIsPublishedElsewhere() throws IOException {
    pages.file(
        "posts/a.html",
        "<meta property='og:type' content='article'>"
            + "<link rel='canonical' href='https://blog.example.org/2026/my post#top'>");

    assertThat(read().posts().get(0).url()).isEqualTo("https://blog.example.org/2026/my%20post");
    assertThat(
            BlogBuild.builder(site)
                .baseUrl("https://preview.example")
                .build()
                .read()
                .posts()
                .get(0)
                .url())
        .isEqualTo("https://preview.example/posts/a.html");
  }

  @Test
  void aSiteThatDoesNotSayWhereItIsPublishedIsAskedFor() throws IOException {
    pages.page("index.html", "front");
    assertThatThrownBy(this::read)
        .isInstanceOf(BlogBuildException.class)
        .hasMessageContaining("--base-url");
  }
}
