package io.github.plausible4j.web;

import io.github.plausible4j.internal.ProblemCollector;

/**
 * An extension of the script of {@link TrackerSnippet#ofDomain}; its name is part of the script's
 * file name. Names that are newer than this library are accepted.
 *
 * @param name lower-case letters and hyphens, as in the file name
 */
public record ScriptExtension(String name) {
  /** Counts a change of the URL's fragment as a pageview. */
  public static final ScriptExtension HASH = new ScriptExtension("hash");

  /** Reports clicks on links to other hosts. */
  public static final ScriptExtension OUTBOUND_LINKS = new ScriptExtension("outbound-links");

  /** Reports downloads. */
  public static final ScriptExtension FILE_DOWNLOADS = new ScriptExtension("file-downloads");

  /** Reports clicks on elements with Plausible's CSS classes. */
  public static final ScriptExtension TAGGED_EVENTS = new ScriptExtension("tagged-events");

  /** Allows events to have revenue. */
  public static final ScriptExtension REVENUE = new ScriptExtension("revenue");

  /** Counts pages on localhost, too. */
  public static final ScriptExtension LOCAL = new ScriptExtension("local");

  /** Reports only what the page's own code reports. */
  public static final ScriptExtension MANUAL = new ScriptExtension("manual");

  /** Counts old browsers such as Internet Explorer, too. */
  public static final ScriptExtension COMPAT = new ScriptExtension("compat");

  /** Excludes pages; added by {@link DomainSnippet#exclude}. */
  public static final ScriptExtension EXCLUSIONS = new ScriptExtension("exclusions");

  /** Sends properties with pageviews; added by {@link DomainSnippet#prop}. */
  public static final ScriptExtension PAGEVIEW_PROPS = new ScriptExtension("pageview-props");

  /** Checks the name. */
  public ScriptExtension {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "ScriptExtension "
              + ProblemCollector.quoted(name)
              + " has other characters than lower-case letters and hyphens; use one such as"
              + " outbound-links");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
