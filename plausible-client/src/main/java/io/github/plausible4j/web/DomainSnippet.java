package io.github.plausible4j.web;

import io.github.plausible4j.internal.ProblemCollector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The snippet whose script element has the site as an attribute: {@link TrackerSnippet#ofDomain}.
 * Immutable and thread-safe.
 */
public final class DomainSnippet implements TrackerSnippet {
  private static final String EXCLUDED = "data-exclude";
  private static final String ENDPOINT = "data-api";

  private final ScriptPlace place;
  private final SortedSet<String> extensions;
  private final Map<String, String> attributes;

  private DomainSnippet(
      ScriptPlace place, SortedSet<String> extensions, Map<String, String> attributes) {
    this.place = place;
    this.extensions = Collections.unmodifiableSortedSet(extensions);
    this.attributes = Collections.unmodifiableMap(attributes);
  }

  static DomainSnippet of(String baseUrl, String domain) {
    Objects.requireNonNull(
        domain, "TrackerSnippet: domain is null; use the site, such as blog.example.com");
    ProblemCollector problems = new ProblemCollector();
    ScriptPlace place = ScriptPlace.below(baseUrl, problems);
    if (!Stream.of(domain.split(",", -1)).allMatch(site -> site.matches("[^\\s\"<>:]+"))) {
      problems.add(
          "domain",
          domain,
          "is not a site",
          "use the domain that Plausible shows, such as blog.example.com");
    }
    problems.throwIfAny("TrackerSnippet");
    Map<String, String> attributes = new LinkedHashMap<>(Map.of("data-domain", domain));
    if (!place.isAtRoot()) {
      // The script would send to the root of its host.
      attributes.put(ENDPOINT, place.endpoint());
    }
    return new DomainSnippet(place, new TreeSet<>(), attributes);
  }

  /** Adds extensions to those that the snippet has. */
  public DomainSnippet with(ScriptExtension... more) {
    SortedSet<String> all = new TreeSet<>(extensions);
    for (ScriptExtension extension : more) {
      all.add(extension.name());
    }
    return new DomainSnippet(place, all, attributes);
  }

  /**
   * Excludes some pages from counting.
   *
   * @param paths paths of pages; {@code *} matches anything but a slash, {@code **} anything
   * @throws IllegalArgumentException if one does not start with a slash, or contains a comma
   */
  public DomainSnippet exclude(String... paths) {
    ProblemCollector problems = new ProblemCollector();
    for (String path : paths) {
      if (!path.matches("[/*][^,]*")) {
        problems.add("path", path, "does not start with / or has a comma", "write it as /admin/**");
      }
    }
    problems.throwIfAny("TrackerSnippet");
    String added = String.join(",", List.of(paths));
    String before = attributes.get(EXCLUDED);
    return with(ScriptExtension.EXCLUSIONS)
        .withAttribute(EXCLUDED, before == null ? added : before + "," + added);
  }

  /**
   * Adds a property to every pageview, for example the author of the page. The name must be
   * lower-case, because browsers convert names of attributes to lower case.
   *
   * @param name letters, digits, hyphens, underscores and dots, at most 300 bytes
   * @param value at most 2,000 bytes
   * @throws IllegalArgumentException if name or value breaks these rules
   */
  public DomainSnippet prop(String name, String value) {
    ProblemCollector problems = new ProblemCollector();
    SnippetProps.check(problems, name, value);
    if (!name.matches("[a-z0-9_.-]+")) {
      problems.add(
          "prop",
          name,
          "would not arrive under this name",
          "use lower-case letters, digits and - _ .");
    }
    problems.throwIfAny("TrackerSnippet");
    return with(ScriptExtension.PAGEVIEW_PROPS).withAttribute("event-" + name, value);
  }

  /**
   * Loads the script from another place, for example a path that a proxy forwards. Extensions are
   * not added to its name: the script at this address must have them.
   *
   * @param scriptUrl an http or https address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public DomainSnippet scriptUrl(String scriptUrl) {
    return new DomainSnippet(ScriptPlace.at(scriptUrl), extensions, attributes);
  }

  /**
   * Sends events to another address. By default they are sent to {@code /api/event} at the host of
   * the script.
   *
   * @param endpoint an http or https address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public DomainSnippet endpoint(String endpoint) {
    return withAttribute(ENDPOINT, ScriptPlace.checked("endpoint", endpoint));
  }

  private DomainSnippet withAttribute(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.put(name, value);
    return new DomainSnippet(place, extensions, all);
  }

  @Override
  public String toHtml() {
    StringBuilder html = new StringBuilder("<script defer=\"\"");
    if (extensions.contains(ScriptExtension.COMPAT.name())) {
      // In old browsers, the script cannot get its own element; it looks for this id.
      attribute(html, "id", "plausible");
    }
    attributes.forEach((name, value) -> attribute(html, name, value));
    attribute(html, "src", scriptUrl());
    return html.append("></script>\n<script>")
        .append(inlineScript())
        .append("</script>")
        .toString();
  }

  @Override
  public String scriptUrl() {
    return place.url(fileName());
  }

  @Override
  public String endpoint() {
    String endpoint = attributes.get(ENDPOINT);
    return endpoint == null ? ScriptPlace.defaultEndpoint(scriptUrl()) : endpoint;
  }

  @Override
  public String inlineScript() {
    return PreloadQueue.CREATE;
  }

  /** The HTML. */
  @Override
  public String toString() {
    return toHtml();
  }

  private String fileName() {
    return extensions.isEmpty() ? "script.js" : "script." + String.join(".", extensions) + ".js";
  }

  private static void attribute(StringBuilder html, String name, String value) {
    html.append(' ').append(name).append("=\"").append(HtmlText.escape(value)).append('"');
  }
}
