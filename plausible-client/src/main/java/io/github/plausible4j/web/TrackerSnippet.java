package io.github.plausible4j.web;

/**
 * The HTML that loads Plausible's script into a page. Immutable; ASCII only, so that it can stand
 * in a page of any encoding that extends ASCII.
 *
 * <p>Plausible has two kinds of scripts. The one of {@link #ofDomain} exists in every release and
 * is told the site by an attribute. The one of {@link #ofScript} exists since Community Edition 3.1
 * and in the hosted service, is made for one site, and has its switches in the site's settings.
 *
 * <pre>{@code
 * TrackerSnippet snippet =
 *     TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.com")
 *         .with(ScriptExtension.OUTBOUND_LINKS);
 * System.out.println(snippet.toHtml());
 * }</pre>
 */
public sealed interface TrackerSnippet permits DomainSnippet, ScriptSnippet {
  /**
   * The script that is told its site by an attribute; every release serves it.
   *
   * @param baseUrl where Plausible answers, for example {@code https://stats.example.org}
   * @param domain the site as Plausible shows it; several, separated by commas, each count every
   *     event
   * @throws IllegalArgumentException if either is none; the message names all problems
   */
  static DomainSnippet ofDomain(String baseUrl, String domain) {
    return DomainSnippet.of(baseUrl, domain);
  }

  /**
   * The script that the server makes for one site.
   *
   * @param baseUrl where Plausible answers, for example {@code https://stats.example.org}
   * @param scriptId the script's name, such as {@code pa-0a1B2c3D4e5F6g7H8i9J0}, from the site's
   *     settings or {@link io.github.plausible4j.sites.TrackerConfiguration#id}
   * @throws IllegalArgumentException if either is none; the message names all problems
   */
  static ScriptSnippet ofScript(String baseUrl, String scriptId) {
    return ScriptSnippet.of(baseUrl, scriptId);
  }

  /** The HTML, for the head of a page; without a line break at its end. */
  String toHtml();
}
