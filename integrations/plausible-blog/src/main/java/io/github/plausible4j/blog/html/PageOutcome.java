package io.github.plausible4j.blog.html;

/** What became of one page. */
public enum PageOutcome {
  /** The snippet is new in the page. */
  INSERTED,
  /** The page had another snippet from an earlier run, which was replaced. */
  REPLACED,
  /** The page has the same snippet already. */
  UNCHANGED,
  /** The snippet of an earlier run was taken out. */
  REMOVED,
  /**
   * Left alone: the page already loads a script of Plausible that an earlier run did not insert,
   * for example from the theme. A second one would count every visitor twice.
   */
  TRACKED_ALREADY,
  /** Left alone: the page sends its visitor on, and the next page counts. */
  REDIRECT,
  /** Left alone: the file is a part of a page, without doctype, html, head or title. */
  FRAGMENT,
  /** Left alone: the file holds placeholders that a server or a script fills in. */
  TEMPLATE,
  /**
   * Left alone: the head of the page comes from a server-side include. The included file gets the
   * snippet.
   */
  HEAD_INCLUDED,
  /** Left alone: another page of the site shows this one in a frame, and that page counts. */
  FRAMED,
  /** Left alone: the page is AMP, which allows no scripts of its own. */
  AMP,
  /**
   * Left alone: the page's own Content-Security-Policy would block the script or its requests; the
   * reason names the directive and what to add to it.
   */
  BLOCKED,
  /** The page could not be read or written; the reason says why. */
  FAILED
}
