package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHeadTest {
  /** Each has a bar where its head ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><head><title>a</title>|</head><body></body></html>",
        "<!DOCTYPE html>\n<HTML><HEAD>\n<META charset=utf-8>|\n</HEAD><BODY>",
        "<!doctype html><html lang=en><meta charset=utf-8><title>a</title>|<p>text",
        "<html><head><!-- </head> --><title></head></title>|</head>",
        "<html><head><script>if (a < b) document.write('</head><body>')</script>|</head>",
        "<html><head><noscript><img src=x></noscript><link rel=icon href='a>b'>|</head>",
        "<html><head><template><p></p></template><style>p > a {}</style>|<body>",
        "<html><head>|</head>",
        "<html>|<body>",
        "|<body class=a>",
        "<title>a</title>|",
        "<!doctype html><title>x < y</title>|<h1>x</h1>",
        "<html><head><meta name=a content=\"</head>\" b='<body>'/>|</head>",
      })
  void aHeadEndsWhereABrowserEndsIt(String page) {
    String html = page.replace("|", "");
    assertThat(PageHead.of(html).end()).contains(page.indexOf('|'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "<p>a</p>", "<!-- <html> -->", "a < b", "<", "</", "<div"})
  void aPartOfAPageHasNoHead(String html) {
    assertThat(PageHead.of(html).end()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=refresh content='0; url=https://example.com/'>",
        "<META HTTP-EQUIV=\"Refresh\" CONTENT=\"0;URL=/a\">",
      })
  void aPageThatSendsItsReaderOnIsARedirect(String meta) {
    assertThat(PageHead.of("<html><head>" + meta).isRedirect()).isTrue();
  }

  @Test
  void aPageThatLoadsItselfAgainLaterIsNone() {
    assertThat(PageHead.of("<html><meta http-equiv=refresh content=300>").isRedirect()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script defer data-domain=a.com src=https://plausible.io/js/script.js></script>",
        "<script data-domain='a.com' src='/js/plausible.outbound-links.js'></script>",
        "<script async src=\"https://plausible.io/js/pa-0a1B2c3D4e.js\"></script>",
        "<script src=/js/pa-0a1B2c3D4e.js?v=2></script>",
      })
  void aScriptOfPlausibleIsSeenWhereverItStands(String script) {
    assertThat(PageHead.of("<html><head>" + script + "</head>").isTracked()).isTrue();
    assertThat(PageHead.of("<html><body><p>" + script).isTracked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=/js/main.js></script>",
        "<p>data-domain script.js</p>",
        "<!-- <script data-domain=a src=/js/script.js></script> -->",
        "<code>&lt;script data-domain=a src=/js/script.js></code>",
        "<textarea><script data-domain=a src=/js/script.js></script></textarea>",
      })
  void otherScriptsAndExamplesAreNoTracker(String html) {
    assertThat(PageHead.of("<html><body>" + html).isTracked()).isFalse();
  }
}
