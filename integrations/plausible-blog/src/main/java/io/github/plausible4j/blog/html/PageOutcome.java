package io.github.plausible4j.blog.html;

/** What became of one page. */
public enum PageOutcome {
  /** The snippet is new in it. */
  INSERTED,
  /** The snippet of an earlier run was another one and is replaced. */
  REPLACED,
  /** The same snippet is in it already. */
  UNCHANGED,
  /** The snippet of an earlier run was taken out. */
  REMOVED,
  /**
   * Left alone: it loads a script of Plausible's that somebody else put there, for example the
   * theme, and a second one would count every reader twice.
   */
  TRACKED_ALREADY,
  /** Left alone: it sends its reader on at once, and the next page counts. */
  REDIRECT,
  /** Left alone: it is a part of a page. */
  FRAGMENT
}
