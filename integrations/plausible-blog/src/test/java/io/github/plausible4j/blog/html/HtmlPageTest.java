package io.github.plausible4j.blog.html;

import static io.github.plausible4j.blog.html.PageOutcome.AMP;
import static io.github.plausible4j.blog.html.PageOutcome.BLOCKED;
import static io.github.plausible4j.blog.html.PageOutcome.FRAGMENT;
import static io.github.plausible4j.blog.html.PageOutcome.HEAD_INCLUDED;
import static io.github.plausible4j.blog.html.PageOutcome.INSERTED;
import static io.github.plausible4j.blog.html.PageOutcome.REDIRECT;
import static io.github.plausible4j.blog.html.PageOutcome.REMOVED;
import static io.github.plausible4j.blog.html.PageOutcome.REPLACED;
import static io.github.plausible4j.blog.html.PageOutcome.TEMPLATE;
import static io.github.plausible4j.blog.html.PageOutcome.TRACKED_ALREADY;
import static io.github.plausible4j.blog.html.PageOutcome.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.web.TrackerSnippet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static final TrackerSnippet SNIPPET =
      TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.org");
  private static final TrackerSnippet OTHER =
      TrackerSnippet.ofScript("https://stats.example.org", "pa-Ab1");

  private static PagePlan plan(String html) {
    return HtmlPage.parse(html, false).with(SNIPPET);
  }

  private static String inHead(String html) {
    return "<!doctype html><html><head><title>x</title>" + html + "</head><body></body></html>";
  }

  private static PageOutcome outcome(String html) {
    return plan(html).outcome();
  }

  /** Each has a bar where the snippet goes. */
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
        "<!doctype html>|<p>text",
        "<title>a</title>|",
        "<!doctype html><title>x < y</title>|<h1>x</h1>",
        "<html><head><meta name=a content=\"</head>\" b='<body>'/>|</head>",
        "<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>"
            + "<head><title>x</title>|</head></html>",
        "---\ntitle: left behind\n---\n<!doctype html><html><head><title>a</title>|</head>",
      })
  void theSnippetGoesToTheEndOfTheHead(String marked) {
    PagePlan plan = plan(marked.replace("|", ""));

    assertThat(plan.outcome()).isEqualTo(INSERTED);
    assertThat(plan.edits()).singleElement().extracting(Edit::start).isEqualTo(marked.indexOf('|'));
  }

  /** Each has a bar where the snippet goes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><div hidden></div><head><script>var t=1</script>"
            + "<meta charset=utf-8>|<title>B</title></head><body>",
        "<html><head><title>x</title></head><meta charset=utf-8>|<body>",
        "<html><p><meta http-equiv=Content-Type content='text/html; charset=koi8-r'>|<title>x",
        "<html><b>x</b><noscript><meta charset=utf-8></noscript>|<title>x</title>",
      })
  void theSnippetGoesBehindTheDeclarationOfTheEncoding(String marked) {
    assertThat(plan(marked.replace("|", "")).edits())
        .singleElement()
        .extracting(Edit::start)
        .isEqualTo(marked.indexOf('|'));
  }

  /** Behind them would be inside of them, where no script runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>x</title>|</head><body><noscript><meta charset=utf-8><title>",
        "<html><head><title>x</title>|</head><body><noscript><meta charset=utf-8><p>x",
        "<html><head><title>x</title>|</head><body><template><meta charset=utf-8><p>x",
        "<html><head><title>x</title>|</head><body><template><noscript><meta charset=utf-8></noscript>",
        "<html><head><title>x</title>|</head><noscript><meta http-equiv=content-type content='a;charset=b'>",
      })
  void anElementThatDoesNotEndIsNoPlaceForTheSnippet(String marked) {
    String page = marked.replace("|", "");
    PagePlan plan = plan(page);
    assertThat(plan.edits()).singleElement().extracting(Edit::start).isEqualTo(marked.indexOf('|'));
    assertThat(plan(plan.applyTo(page))).isEqualTo(PagePlan.leave(UNCHANGED));
  }

  @Test
  void aDeclarationThatBrowsersDoNotLookForStaysBehindTheSnippet() {
    String html = "<html><b>" + "x".repeat(1024) + "</b><meta charset=utf-8>";
    assertThat(plan(html).edits()).singleElement().extracting(Edit::start).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "<p>a</p>",
        "<!-- <html> -->",
        "<body class=a><p>x",
        "<link rel=\"stylesheet\" href=\"/nav.css\"><nav>menu</nav>",
        "<script src=a.js></script><p>x",
        "<meta name=a content=b><div>x</div>",
        "<svg><title>a picture</title></svg>",
        "<nav></nav><title>x</title>",
        "<div",
      })
  void aPartOfAPageIsLeftAlone(String html) {
    assertThat(plan(html)).isEqualTo(PagePlan.leave(FRAGMENT));
  }

  @Test
  void aPageThatEndsInItsHeadIsLeftAlone() {
    assertThat(outcome("<html><head><script>if (a")).isEqualTo(FRAGMENT);
    assertThat(HtmlPage.parse("<html><head><meta charset=", true).with(SNIPPET).outcome())
        .isEqualTo(FRAGMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>{{ content }}</div>",
        "{% extends 'base.html' %}<p>x",
        "<p><!--#include virtual='/a.html' --></p>",
        "<script type='text/x-template' id=a><p>{{ a }}</p></script>",
        "<script type='text/x-handlebars-template'><p>a</p></script>",
        "<!doctype html><html><head>{{ template \"head\" }}</head><body></body></html>",
        "<!doctype html><html lang='{{ lang }}'><head><title>x</title></head>",
        "<!doctype html><html><head><title>{{ page.title }}</title></head>",
        "<!doctype html><html><head><title>x</title><link rel=icon href='{% static a %}'></head>",
        "<html><head><title>x</title></head><body class='{{ kind }}'>",
        "<?php include 'head.php' ?><p>x",
      })
  void aTemplateIsLeftAlone(String html) {
    assertThat(outcome(html)).isEqualTo(TEMPLATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><title>x</title><div id=app>{{ message }}</div>",
        "<!doctype html><title>How {{ braces }} work</title><p><code>{% if %}</code>",
        "<html><head><script>var a = '{{';</script><style>{{}}</style></head>",
        "<html><head><title>x</title></head><body><script type='text/x-template'></script>",
        "<html><head><title>x</title></head><body><!--#include virtual='/nav.html' -->",
      })
  void placeholdersInAPageThatIsBuiltMakeNoTemplate(String html) {
    assertThat(outcome(html)).isEqualTo(INSERTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--#include virtual=\"/includes/header.htm\" -->\n<body>\n<p>Intro</p>\n</body></html>",
        "<!doctype html><html><!--#include file=\"head.htm\" --><body><p>x",
        "<!--#include virtual=\"/head.htm\" --><p>x",
        "\n<!--#set var=\"a\" value=\"b\" --><!--#include virtual=\"/head.htm\" -->",
      })
  void aPageWhoseHeadIsIncludedIsLeftAlone(String html) {
    assertThat(outcome(html)).isEqualTo(HEAD_INCLUDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=refresh content='0; url=https://example.com/'>",
        "<META HTTP-EQUIV=\"Refresh\" CONTENT=\"0;URL=/a\">",
        "<meta http-equiv=refresh content=\"0;URL='/a'\">",
        "<meta http-equiv=refresh content=' 0 , /a'>",
        "<meta http-equiv=refresh content='0 url=/a'>",
        "<meta http-equiv=refresh content='0;overview-summary.html'>",
        "<meta http-equiv=refresh content='.5; url=/a'>",
        "<meta http-equiv=refresh content='3; url = /a'>",
        "<script>window.location.replace('overview-summary.html')</script>"
            + "<noscript><meta http-equiv='Refresh' content='0;overview-summary.html'></noscript>",
        "<script>location = \"/a\"</script>",
        "<script>\n  window.location.href='/a';\n</script>",
        "<script><!--\ntop.location.assign('/a');\n//--></script>",
      })
  void aPageThatSendsItsVisitorOnIsLeftAlone(String html) {
    assertThat(outcome(inHead(html))).isEqualTo(REDIRECT);
    assertThat(outcome("<html><head><title>x</title></head><body>" + html)).isEqualTo(REDIRECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"window.", "self . top\t.\n", "location.", "'; url=", "<!--"})
  void aLongChainOfNamesIsReadWithoutAnOverflow(String link) {
    String script = "<script>" + link.repeat(100_000) + "name = 1</script>";

    assertThat(outcome(inHead(script))).isEqualTo(INSERTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=refresh content=300>",
        "<meta http-equiv=refresh content='0'>",
        "<meta http-equiv=refresh content='60; url=/next-slide'>",
        "<meta name=refresh content='0; url=/a'>",
        "<noscript><meta http-equiv=refresh content='0; url=/without-scripts'></noscript>",
        "<script>if (location.protocol == 'http:') { location.href = 'https:'; }</script>",
        "<script>function go() { location.href = '/a' }</script>",
        "<script>location == '/a'</script>",
      })
  void aPageThatStaysIsCounted(String html) {
    assertThat(outcome(inHead(html))).isEqualTo(INSERTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script defer data-domain=a.com src=https://plausible.io/js/script.js></script>",
        "<script data-domain='a.com' src='/js/plausible.outbound-links.js'></script>",
        "<script async src=\"https://plausible.io/js/pa-0a1B2c3D4e.js\"></script>",
        "<script src=/js/pa-0a1B2c3D4e.js?v=2></script>",
        "<script async src='/js/script.js'></script>"
            + "<script>window.plausible=window.plausible||function(){};"
            + "plausible.init=plausible.init||function(){};\n"
            + "plausible.init({ endpoint: '/api/event' })</script>",
        "<script>plausible . init ()</script>",
        "<script defer data-domain=a.com data-api=/e src=https://a.com/x.php></script>",
        "<script defer data-domain=a.com src=/stats/s.js></script>",
        "<script type=text/plain data-src=https://plausible.io/js/script.js"
            + " data-domain=a></script>",
        "<script type=text/plain data-cmp-src='/js/script.js' data-domain=a></script>",
        "<script>var s=document.createElement('script');s.dataset.domain='a.com';"
            + "s.src='https://stats.a.com/js/script.js';document.head.append(s)</script>",
        "<script>var s=document.createElement('script');s.src='https://plausible.io/js/script.js'"
            + ";s.setAttribute('data-domain','a.com');document.head.append(s)</script>",
        "<script>document.write(\"<script data-domain='a' src='/js/plausible.js'><\\/script>\")"
            + "</script>",
        "<script type=module>import { init } from 'https://esm.sh/@plausible-analytics/tracker';"
            + "init({domain:'a'})</script>",
        "<script>window['plausible'] = window['plausible'] || function() {}</script>",
      })
  void aPageThatCountsAlreadyIsLeftAlone(String script) {
    assertThat(plan(inHead(script))).isEqualTo(PagePlan.leave(TRACKED_ALREADY));
    assertThat(outcome("<!doctype html><title>x</title><body><p>" + script))
        .isEqualTo(TRACKED_ALREADY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=/js/main.js></script>",
        "<script src=/js/script.js></script>",
        "<p>data-domain script.js</p>",
        "<!-- <script data-domain=a src=/js/script.js></script> -->",
        "<code>&lt;script data-domain=a src=/js/script.js></code>",
        "<textarea><script data-domain=a src=/js/script.js></script></textarea>",
        "<noscript><script data-domain=a src=/js/script.js></script></noscript>",
        "<script defer data-website-id=abc data-domain=blog.example.org"
            + " src=https://metrics.example.net/js/script.js></script>",
        "<script src=https://cdn.example.net/widget.js data-domain=blog.example.org></script>",
        "<script data-domain-script=1-2 src=https://cdn.cookielaw.org/script.js></script>",
        "<script>if (window.plausible) { plausible('Signup') }</script>",
        "<script>window.plausible && window.plausible('Signup')</script>",
        "<script type=application/ld+json>{\"a\": \"plausible.init(\"}</script>",
        "<link rel=preload as=script href=https://plausible.io/js/script.js>",
      })
  void otherScriptsAndExamplesDoNotCount(String html) {
    assertThat(outcome(inHead(html))).isEqualTo(INSERTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"amp", "AMP", "amp4ads", "\u26a1", "\u26a1\ufe0f", "\u26a1=''", "\u26a14email"})
  void anAmpPageIsLeftAlone(String attribute) {
    String html = "<!doctype html><html " + attribute + " lang=en><head><title>x</title></head>";
    assertThat(outcome(html)).isEqualTo(AMP);
    byte[] bytes = html.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(outcome(new PageBytes(bytes).text())).isEqualTo(AMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default-src 'self'|the script: add https://stats.example.org 'sha256-",
        "default-src 'none'|to default-src in place of 'none'; its requests: add",
        "script-src 'unsafe-inline' 'self'; connect-src *|add https://stats.example.org to"
            + " script-src",
        "script-src-elem https://stats.example.org|'sha256-",
        "connect-src 'self'|its requests: add https://stats.example.org to connect-src",
        "script-src https://stats.example.org 'unsafe-inline' 'nonce-x'|add 'sha256-",
        "default-src *|add 'sha256-",
        "script-src 'strict-dynamic' 'nonce-x'|must lose 'strict-dynamic'",
        "img-src *, default-src 'self'|to default-src",
      })
  void aPolicyThatBlocksTheSnippetIsNamedWithWhatToAdd(String policyAndReason) {
    String[] parts = policyAndReason.split("\\|", 2);
    String meta = "<meta http-equiv=Content-Security-Policy content=\"" + parts[0] + "\">";
    assertThat(plan(inHead(meta)).outcome()).isEqualTo(BLOCKED);
    assertThat(plan(inHead(meta)).reason()).contains(parts[1]);
  }

  @Test
  void aSandboxIsTakenFromAHeaderAlone() {
    String meta = "<meta http-equiv=Content-Security-Policy content=\"Sandbox; img-src *\">";

    assertThat(outcome(inHead(meta))).isEqualTo(INSERTED);
  }

  @Test
  void aPageIsReadToItsEndWhateverCharactersItHas() {
    String page = "<html><title>x</title>\uffff<meta charset=utf-16><!-- plausible4j -->";
    PageBytes bytes = new PageBytes(page.getBytes(StandardCharsets.UTF_16));
    assertThat(HtmlPage.parse(bytes, false).without().outcome()).isEqualTo(REMOVED);
  }

  @Test
  void inXhtmlThatIsNotWellFormedNothingIsInserted() {
    for (String head :
        List.of("<meta charset=x>", "<title>x", "<script src=/>", "<base", "<link>", "<style/ a")) {
      assertThat(HtmlPage.parse("<html><head>" + head + "</head></html>", true).with(SNIPPET))
          .as(head)
          .extracting(PagePlan::outcome, PagePlan::reason)
          .containsExactly(FRAGMENT, "its head is not well-formed XML");
    }
  }

  @Test
  void xhtmlWithoutAHeadIsAFragment() {
    PagePlan plan = HtmlPage.parse("<!DOCTYPE html><html/>", true).with(SNIPPET);

    assertThat(plan.outcome()).isEqualTo(FRAGMENT);
    assertThat(plan.reason()).isEqualTo("it has no head");
  }

  @Test
  void scriptsOfAnEarlierSnippetThatAreInsideOfEachOtherAreCutOnce() {
    String marked = "<script data-plausible4j=''>";
    String page = "<html><head>" + marked + marked + "</script></script></head></html>";

    assertThat(HtmlPage.parse(page, true).without().applyTo(page))
        .isEqualTo("<html><head></head></html>");
  }

  @Test
  void templatesNestedDeeperThanTheParserGoesAreRead() {
    String page = inHead("<noscript><template>".repeat(1_000));

    assertThat(outcome(page)).isEqualTo(FRAGMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "img-src 'self'",
        "default-src * 'unsafe-inline'",
        "default-src https: 'unsafe-inline'",
        "script-src *.example.org 'unsafe-inline'; connect-src https://stats.example.org/api/",
        "object-src 'none'; base-uri 'self'",
      })
  void aPolicyThatAllowsTheSnippetIsNoObstacle(String policy) {
    String meta = "<meta http-equiv=content-security-policy content=\"" + policy + "\">";
    assertThat(outcome(inHead(meta))).isEqualTo(INSERTED);
  }

  @Test
  void whatThePolicyAsksForHelps() {
    String policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">";
    String reason = plan(inHead(policy)).reason();
    String sources =
        reason.replaceFirst(".*?add (https://\\S+ 'sha256-\\S+') to default-src.*", "$1");

    assertThat(outcome(inHead(policy.replace("'self'", "'self' " + sources)))).isEqualTo(INSERTED);
  }

  @Test
  void aSnippetOnThePagesOwnHostIsSelf() {
    String policy =
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'self' 'unsafe-inline'\">";
    TrackerSnippet own =
        TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.org").scriptUrl("/s.js");

    assertThat(HtmlPage.parse(inHead(policy), false).with(own).outcome()).isEqualTo(INSERTED);
    assertThat(outcome(inHead("<link rel=canonical href=https://stats.example.org/a>" + policy)))
        .isEqualTo(INSERTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><head><title>x</title><!--plausible4j-->"
            + "<script src=/js/s.js></script><!--/plausible4j--></head>",
        "<html><head><script data-plausible4j defer src=https://old.example/js/s.js></script>"
            + "<script data-plausible4j>window.plausible=1</script></head></html>",
      })
  void theMarksOfAnEarlierRunAreFoundInEverySpelling(String html) {
    assertIsFoundAgain(html);
  }

  @Test
  void theMarksOfAnEarlierRunAreFoundBetweenOtherLineBreaks() {
    String html =
        """
        <!doctype html>
        <html><head>
        <title>x</title><!-- plausible4j -->
        <script async src="/js/s.js"></script>
        <script>window.plausible=1</script>
        <!-- /plausible4j -->

        </head><body></body></html>
        """;
    assertIsFoundAgain(html.replace("\n", "\r\n"));
  }

  private static void assertIsFoundAgain(String html) {
    PagePlan removed = HtmlPage.parse(html, false).without();
    assertThat(removed.outcome()).isEqualTo(REMOVED);
    assertThat(removed.applyTo(html)).doesNotContain("script", "plausible");

    PagePlan replaced = plan(html);
    assertThat(replaced.outcome()).isEqualTo(REPLACED);
    assertThat(replaced.applyTo(html)).containsOnlyOnce("src=").contains(SNIPPET.scriptUrl());
  }

  @Test
  void theLineBreakOfAnEarlierRunGoesWithIt() {
    String html = "<html>\r\n<head>\r\n<title>x</title>\r\n</head>\r\n";
    String injected = plan(html).applyTo(html).replace("\n", "\r\n").replace("\r\r", "\r");
    assertThat(HtmlPage.parse(injected, false).without().applyTo(injected)).isEqualTo(html);
  }

  @Test
  void aMinifiedSnippetIsReplacedAndRemoved() {
    String html = inHead("");
    String minified =
        plan(html)
            .applyTo(html)
            .replaceAll("<!--.*?-->", "")
            .replace("=\"\"", "")
            .replaceAll("\"([\\w.:/-]+)\"", "$1")
            .replace("\n", "");

    assertThat(HtmlPage.parse(minified, false).without().applyTo(minified)).isEqualTo(html);
    PagePlan other = HtmlPage.parse(minified, false).with(OTHER);
    assertThat(other.outcome()).isEqualTo(REPLACED);
    assertThat(other.applyTo(minified)).contains("pa-Ab1").doesNotContain("data-domain");
  }

  @Test
  void whatAnotherToolPutBetweenTheMarksStays() {
    String html = inHead("");
    String injected =
        plan(html).applyTo(html).replace("</script>\n<script", "</script><link rel=x><script");
    String removed = HtmlPage.parse(injected, false).without().applyTo(injected);
    assertThat(removed).contains("<link rel=x>").doesNotContain("script", "plausible");
  }

  @Test
  void aPageThatBecameAnotherLosesTheSnippetOfAnEarlierRun() {
    String html = inHead("");
    String tracked =
        plan(html)
            .applyTo(html)
            .replace("</head>", "<script src=https://plausible.io/js/pa-x1.js></script></head>");
    PagePlan plan = plan(tracked);
    assertThat(plan.outcome()).isEqualTo(TRACKED_ALREADY);
    assertThat(plan.applyTo(tracked)).containsOnlyOnce("<script");
  }

  @Test
  void aSecondRunChangesNothing() {
    String html = inHead("");
    String injected = plan(html).applyTo(html);
    assertThat(plan(injected)).isEqualTo(PagePlan.leave(UNCHANGED));
    assertThat(HtmlPage.parse(html, false).without()).isEqualTo(PagePlan.leave(UNCHANGED));
  }

  @Test
  void anXhtmlPageIsReadAsXml() {
    String html =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"
            + "<head><title/><script src='a.js'/></head><body/></html>";
    PagePlan plan = HtmlPage.parse(html, true).with(SNIPPET);
    assertThat(plan.outcome()).isEqualTo(INSERTED);
    assertThat(plan.edits())
        .singleElement()
        .extracting(Edit::start)
        .isEqualTo(html.indexOf("</head"));
  }
}
