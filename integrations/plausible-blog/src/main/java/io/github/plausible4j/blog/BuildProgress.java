package io.github.plausible4j.blog;

/** Receives the progress of reading a site. */
@FunctionalInterface
public interface BuildProgress {
  /** Ignores the progress. */
  BuildProgress NONE = (done, total) -> {};

  /**
   * Called after a page was read, on the reading thread.
   *
   * @param done the number of pages read so far
   * @param total the number of all pages
   */
  void pageRead(int done, int total);
}
