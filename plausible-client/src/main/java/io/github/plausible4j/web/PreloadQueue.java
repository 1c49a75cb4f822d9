package io.github.plausible4j.web;

/**
 * The JavaScript queue for events that a page's own code reports before the script is loaded. The
 * script sends them.
 */
final class PreloadQueue {
  /** Creates the queue if it does not exist. Needs no escaping in HTML or XHTML. */
  static final String CREATE =
      "window.plausible=window.plausible||function(){"
          + "(window.plausible.q=window.plausible.q||[]).push(arguments)};";

  private PreloadQueue() {}
}
