package io.github.plausible4j.web;

import io.github.plausible4j.internal.ProblemCollector;

/**
 * An extension of the script of {@link TrackerSnippet#ofDomain}; its name is part of the script's
 * file name. Names that are newer than this library are accepted.
 *
 * @param name lower-case letters and hyphens, as in the file name
 */
public record ScriptExtension(String name) {
  /** A change of the URL's fragment is a pageview. */
  public static final ScriptExtension HASH = new ScriptExtension("hash");

  /** Clicks on links to other hosts are reported. */
  public static final ScriptExtension OUTBOUND_LINKS = new ScriptExtension("outbound-links");

  /** Downloads are reported. */
  public static final ScriptExtension FILE_DOWNLOADS = new ScriptExtension("file-downloads");

  /** Clicks on elements with CSS classes of Plausible's are reported. */
  public static final ScriptExtension TAGGED_EVENTS = new ScriptExtension("tagged-events");

  /** Revenue may be sent with events. */
  public static final ScriptExtension REVENUE = new ScriptExtension("revenue");

  /** Pages on localhost are counted too. */
  public static final ScriptExtension LOCAL = new ScriptExtension("local");

  /** Nothing is reported but what the page's own code reports. */
  public static final ScriptExtension MANUAL = new ScriptExtension("manual");

  /** Browsers as old as Internet Explorer are counted too. */
  public static final ScriptExtension COMPAT = new ScriptExtension("compat");

  /** Pages can be left out; added by {@link DomainSnippet#exclude}. */
  public static final ScriptExtension EXCLUSIONS = new ScriptExtension("exclusions");

  /** Pageviews carry properties; added by {@link DomainSnippet#prop}. */
  public static final ScriptExtension PAGEVIEW_PROPS = new ScriptExtension("pageview-props");

  /** Checks the name. */
  public ScriptExtension {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "ScriptExtension "
              + ProblemCollector.quoted(name)
              + " is not of lower-case letters and hyphens; give one, such as outbound-links");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
