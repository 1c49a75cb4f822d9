package io.github.plausible4j.web;

/**
 * The HTML that loads Plausible's script into a page. Immutable and thread-safe. The HTML is ASCII,
 * so that it fits into a page of any encoding that extends ASCII.
 *
 * <p>Plausible has two kinds of scripts. The script of {@link #ofDomain} exists in every release
 * and reads the site from an attribute. The script of {@link #ofScript} exists in the hosted
 * service and since Community Edition 3.1. It is built for one site and is configured in the site's
 * settings.
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
   * The script that reads its site from an attribute; every release serves it.
   *
   * @param baseUrl the address of Plausible, for example {@code https://stats.example.org}
   * @param domain the domain of the site as Plausible shows it; if there are several, separated by
   *     commas, each counts every event
   * @throws IllegalArgumentException if either is not valid; the message names all problems
   */
  static DomainSnippet ofDomain(String baseUrl, String domain) {
    return DomainSnippet.of(baseUrl, domain);
  }

  /**
   * The script that the server builds for one site.
   *
   * @param baseUrl the address of Plausible, for example {@code https://stats.example.org}
   * @param scriptId the script's name, such as {@code pa-0a1B2c3D4e5F6g7H8i9J0}, from the site's
   *     settings or {@link io.github.plausible4j.sites.TrackerConfiguration#id}
   * @throws IllegalArgumentException if either is not valid; the message names all problems
   */
  static ScriptSnippet ofScript(String baseUrl, String scriptId) {
    return ScriptSnippet.of(baseUrl, scriptId);
  }

  /**
   * The HTML, for the head of a page; without a line break at its end. It is well-formed XHTML,
   * too.
   */
  String toHtml();

  /** The address that pages load the script from; a path if it is on the page's own host. */
  String scriptUrl();

  /** The address that the script sends events to; a path if it is on the page's own host. */
  String endpoint();

  /**
   * The inline script in the second element of the HTML. A Content-Security-Policy without {@code
   * 'unsafe-inline'} must allow it by its hash.
   */
  String inlineScript();
}
