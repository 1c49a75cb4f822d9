package io.github.plausible4j.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page on which a visitor can opt out of being counted. Plausible's scripts do not count a
 * visitor whose browser has {@code plausible_ignore = true} in its local storage; the page's button
 * sets and removes it. The choice applies to this browser and this host: {@code www.example.com}
 * and {@code example.com} are different hosts. Immutable.
 *
 * <pre>{@code
 * OptOutPage.of(OptOutTexts.english()).writeTo(Path.of("public/statistics/index.html"));
 * }</pre>
 */
public final class OptOutPage {
  private final OptOutTexts texts;

  private OptOutPage(OptOutTexts texts) {
    this.texts = texts;
  }

  /** A page with these texts. */
  public static OptOutPage of(OptOutTexts texts) {
    return new OptOutPage(texts);
  }

  /** The complete page, in ASCII. It asks search engines not to list it. */
  public String toHtml() {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <style>
    :root { color-scheme: light dark }
    body { font: 1.1em/1.5 system-ui, sans-serif; max-width: 38em; margin: 3em auto; padding: 0 1em }
    button { font: inherit; padding: .5em 1em }
    </style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(escape(texts.language()), escape(texts.title()), toFragment());
  }

  /**
   * The content of the page, to include in a page with the site's own design; at most once per
   * page.
   */
  public String toFragment() {
    return """
    <section id="plausible-opt-out">
    <h1>%s</h1>
    <p>%s</p>
    <p role="status"></p>
    <p><button type="button" hidden></button></p>
    <noscript><p>%s</p></noscript>
    <script>
    (function (section, words) {
      var key = 'plausible_ignore';
      var status = section.querySelector('[role=status]');
      var button = section.querySelector('button');
      function refused() { return window.localStorage.getItem(key) === 'true'; }
      function show() {
        try {
          status.textContent = refused() ? words.notCounted : words.counted;
          button.textContent = refused() ? words.allow : words.refuse;
          button.hidden = false;
        } catch (e) {
          status.textContent = words.unavailable;
          button.hidden = true;
        }
      }
      button.addEventListener('click', function () {
        try {
          if (refused()) { window.localStorage.removeItem(key); }
          else { window.localStorage.setItem(key, 'true'); }
        } catch (e) { status.textContent = words.unavailable; return; }
        show();
      });
      window.addEventListener('storage', show);
      show();
    })(document.getElementById('plausible-opt-out'), %s);
    </script>
    </section>
    """
        .formatted(
            escape(texts.title()),
            escape(texts.explanation()),
            escape(texts.withoutScripts()),
            words());
  }

  /**
   * Writes the page to a file, and creates its parent directories.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeTo(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, toHtml(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page " + file + " cannot be written", e);
    }
  }

  private String words() {
    ObjectNode words = JsonNodeFactory.instance.objectNode();
    words.put("counted", texts.counted());
    words.put("notCounted", texts.notCounted());
    words.put("refuse", texts.refuse());
    words.put("allow", texts.allow());
    words.put("unavailable", texts.unavailable());
    return HtmlText.script(words);
  }

  private static String escape(String text) {
    return HtmlText.escape(text);
  }
}
