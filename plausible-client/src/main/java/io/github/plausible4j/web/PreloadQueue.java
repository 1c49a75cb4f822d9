package io.github.plausible4j.web;

/**
 * Keeps events that a page's own code reports before the script is there; the script asks for it.
 */
final class PreloadQueue {
  static final String KEEP =
      "window.plausible=window.plausible||function(){"
          + "(window.plausible.q=window.plausible.q||[]).push(arguments)};";

  static final String SCRIPT = "<script>" + KEEP + "</script>";

  private PreloadQueue() {}
}
