package io.github.plausible4j.blog.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.web.ScriptSnippet;
import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites that real generators build. */
class GeneratorsTest {
  private static final TrackerSnippet FIRST =
      TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.org");
  private static final TrackerSnippet SECOND =
      TrackerSnippet.ofScript("https://stats.example.org", "pa-Ab1");

  @TempDir Path directory;
  @TempDir Path profile;

  @ParameterizedTest
  @EnumSource(Generator.class)
  void everyPageIsEditedAndRestoredToTheByte(Generator generator) throws Exception {
    Path site = generator.build(directory);
    HtmlPages pages = HtmlPages.of(site);
    Map<Path, String> built = read(site);

    PageChanges injected = pages.inject(FIRST);
    int redirects = injected.count(PageOutcome.REDIRECT);
    assertThat(redirects).isEqualTo(generator == Generator.HUGO ? 1 : 0);
    assertThat(injected.count(PageOutcome.INSERTED)).isEqualTo(built.size() - redirects);
    assertEachHas(site, FIRST, redirects);
    Map<Path, String> once = read(site);

    assertThat(pages.inject(FIRST).count(PageOutcome.UNCHANGED))
        .isEqualTo(built.size() - redirects);
    assertThat(read(site)).isEqualTo(once);

    assertThat(pages.inject(SECOND).count(PageOutcome.REPLACED))
        .isEqualTo(built.size() - redirects);
    assertEachHas(site, SECOND, redirects);

    assertThat(pages.remove().count(PageOutcome.REMOVED)).isEqualTo(built.size() - redirects);
    assertThat(read(site)).isEqualTo(built);
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void theSnippetIsFoundAgainInMinifiedPages(Generator generator) throws Exception {
    Path site = generator.build(directory);
    rewrite(site, GeneratorsTest::minified);
    Map<Path, String> before = read(site);
    HtmlPages.of(site).inject(FIRST);
    rewrite(site, GeneratorsTest::minified);

    assertThat(HtmlPages.of(site).inject(SECOND).count(PageOutcome.INSERTED)).isZero();
    int redirects = generator == Generator.HUGO ? 1 : 0;
    assertEachHas(site, SECOND, redirects);
    HtmlPages.of(site).remove();
    assertThat(read(site)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void theSnippetIsFoundAgainBetweenOtherLineBreaks(Generator generator) throws Exception {
    Path site = generator.build(directory);
    UnaryOperator<String> toCrLf = html -> html.replace("\r\n", "\n").replace("\n", "\r\n");
    rewrite(site, toCrLf);
    Map<Path, String> before = read(site);
    HtmlPages.of(site).inject(FIRST);
    rewrite(site, toCrLf);

    HtmlPages.of(site).inject(SECOND);
    assertEachHas(site, SECOND, generator == Generator.HUGO ? 1 : 0);
    rewrite(site, toCrLf);
    HtmlPages.of(site).remove();
    assertThat(read(site)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void oneVisitIsOnePageview(Generator generator) throws Exception {
    Path site = generator.build(directory);
    try (CountedSite counted = CountedSite.start(site)) {
      ScriptSnippet snippet =
          TrackerSnippet.ofScript(counted.url(), "pa-Ab1").captureOnLocalhost(true);
      HtmlPages.of(site).inject(snippet);

      new Chromium(profile).open(counted.url() + "/" + generator.page());

      assertThat(counted.names()).containsOnlyOnce("pageview");
    }
  }

  /** What minifiers do to comments, white space and quotes, outside of scripts. */
  private static String minified(String html) {
    return html.replaceAll("(?s)<!--.*?-->", "")
        .replaceAll(">\\s+<", "><")
        .replaceAll("(<script data-plausible4j)=\"\"", "$1");
  }

  private static void assertEachHas(Path site, TrackerSnippet snippet, int redirects)
      throws IOException {
    long with =
        read(site).values().stream()
            .filter(html -> html.split(Pattern.quote(snippet.scriptUrl()), -1).length == 2)
            .count();
    assertThat(with).isEqualTo(read(site).size() - redirects);
  }

  private static void rewrite(Path site, UnaryOperator<String> change) throws IOException {
    for (Map.Entry<Path, String> page : read(site).entrySet()) {
      Files.writeString(site.resolve(page.getKey()), change.apply(page.getValue()), ISO_8859_1);
    }
  }

  private static Map<Path, String> read(Path site) throws IOException {
    Map<Path, String> pages = new TreeMap<>();
    for (Path page : HtmlPages.of(site).files()) {
      pages.put(page, Files.readString(site.resolve(page), ISO_8859_1));
    }
    return pages;
  }
}
