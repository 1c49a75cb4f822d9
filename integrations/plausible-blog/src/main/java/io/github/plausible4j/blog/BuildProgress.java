package io.github.plausible4j.blog;

/** Receives the progress of reading a site. */
@FunctionalInterface
public interface BuildProgress {
  /** Ignores it. */
  BuildProgress NONE = (done, total) -> {};

  /**
   * A page was read. Called on the thread that reads.
   *
   * @param done pages read so far
   * @param total all pages
   */
  void pageRead(int done, int total);
}
