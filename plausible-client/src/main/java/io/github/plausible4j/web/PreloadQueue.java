package io.github.plausible4j.web;

/**
 * The queue that keeps events which a page's own code reports before the script is loaded; the
 * script sends them.
 */
final class PreloadQueue {
  /** Creates the queue, unless there is one. Needs no escaping in HTML or XHTML. */
  static final String CREATE =
      "window.plausible=window.plausible||function(){"
          + "(window.plausible.q=window.plausible.q||[]).push(arguments)};";

  private PreloadQueue() {}
}
