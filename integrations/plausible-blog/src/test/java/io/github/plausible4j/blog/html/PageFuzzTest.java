package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.plausible4j.web.TrackerSnippet;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a generator has written, an injection returns, keeps every byte of the page and can be
 * taken back, and its memory grows no faster than the page.
 */
class PageFuzzTest {
  private static final TrackerSnippet SNIPPET =
      TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.org");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Property(tries = 1_000)
  void anInjectionCanBeTakenBackAndASecondOneChangesNothing(
      @ForAll("pages") byte[] page, @ForAll boolean isXhtml) {
    byte[] without = withoutAnyMark(page, isXhtml);
    byte[] injected = inject(without, isXhtml);

    assertThat(inject(injected, isXhtml)).isEqualTo(injected);
    assertThat(without(injected, isXhtml)).isEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<!--",
        "<!-- plausible4j -->",
        "<meta charset=x ",
        "<meta http-equiv=refresh content='0;'>",
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'; \">",
        "<script>location.href=1//",
        "<script src=/js/plausible.",
        "<div>",
        "<noscript><template>",
        "<iframe src=x>",
        "<head>",
        "&amp",
        "{{",
        "\ufeff",
        " a=b"
      })
  void memoryGrowsWithThePage(String part) {
    long some = allocated(page(part, 20_000));
    long more = allocated(page(part, 160_000));

    assertThat(more).isLessThan(16 * some + 4_000_000);
  }

  private static byte[] page(String part, int length) {
    String page = "<!doctype html><html><head>" + part.repeat(length / part.length());
    return page.getBytes(StandardCharsets.UTF_8);
  }

  private static long allocated(byte[] page) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(inject(page, false)).isNotNull();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** In markup that is broken, a cut can make a mark of what was none. */
  private static byte[] withoutAnyMark(byte[] page, boolean isXhtml) {
    byte[] before = page;
    byte[] after = without(page, isXhtml);
    while (!Arrays.equals(before, after)) {
      before = after;
      after = without(before, isXhtml);
    }
    return after;
  }

  private static byte[] without(byte[] page, boolean isXhtml) {
    return edited(page, HtmlPage.parse(new PageBytes(page), isXhtml).without());
  }

  private static byte[] inject(byte[] page, boolean isXhtml) {
    return edited(page, HtmlPage.parse(new PageBytes(page), isXhtml).with(SNIPPET));
  }

  private static byte[] edited(byte[] page, PagePlan plan) {
    return new PageBytes(page).edited(plan.edits());
  }

  @Provide
  Arbitrary<byte[]> pages() {
    Arbitrary<Charset> charsets =
        Arbitraries.of(
                "UTF-8",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "windows-1252",
                "Shift_JIS",
                "ISO-2022-JP",
                "GB18030",
                "IBM037")
            .map(Charset::forName);
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
    return Combinators.combine(texts(), charsets, noise)
        .as((text, charset, end) -> joined(text.getBytes(charset), end));
  }

  private static byte[] joined(byte[] start, byte[] end) {
    byte[] all = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, all, start.length, end.length);
    return all;
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            List.of(
                "<!doctype html>",
                "<html>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                "<html><head><title>x</title></head><body>",
                "<html amp>",
                "<head>",
                "</head>",
                "<head/>",
                "<title>",
                "</title>",
                "<body>",
                "</body></html>",
                "<frameset><frame src=a.html></frameset>",
                "<iframe src=/>",
                "<svg><script>",
                "<math><title>",
                "<noscript>",
                "</noscript>",
                "<template>",
                "</template>",
                "<meta charset=",
                "utf-16",
                "x-unknown",
                "\"utf-8",
                "<meta http-equiv=refresh content=\"0;url=/\">",
                "<meta http-equiv=refresh content=\"99999999999999999999, x\">",
                "<meta http-equiv=Content-Security-Policy content=\"",
                "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
                "<meta http-equiv=Content-Security-Policy content=\"sandbox\">",
                "<meta http-equiv=Content-Security-Policy content=\"script-src é\">",
                "default-src 'self'",
                "script-src 'strict-dynamic' 'nonce-a'",
                "connect-src *",
                "sandbox allow-scripts",
                "; ",
                ",",
                "<link rel=canonical href='https://blog.example.org/'>",
                "<link rel=canonical href='",
                "<script>",
                "</script>",
                "<script src=/js/script.js data-domain=a>",
                "location.href='/'",
                "window.plausible=1",
                "<style>",
                "<![CDATA[",
                "]]>",
                "<?xml version='1.0' encoding='utf-8'?>",
                "<?php",
                "<!--",
                "-->",
                "--!>",
                "<!-- plausible4j -->",
                "<!-- /plausible4j -->",
                "<script data-plausible4j=\"\">",
                "<!--#include virtual=\"/head.html\" -->",
                "{{ page.title }}",
                "{% include x %}",
                "<",
                ">",
                "</",
                "\"",
                "'",
                "&",
                "=",
                "é",
                "😀",
                "\ufeff",
                "\u0000",
                "\r\n",
                "\n",
                "\t",
                " ",
                "x"));
    return Arbitraries.frequencyOf(
            Tuple.of(12, words), Tuple.of(1, Arbitraries.strings().all().ofMaxLength(12)))
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }
}
