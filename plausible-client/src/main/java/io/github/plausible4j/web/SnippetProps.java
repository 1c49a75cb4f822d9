package io.github.plausible4j.web;

import io.github.plausible4j.internal.ProblemCollector;
import java.nio.charset.StandardCharsets;

/** Checks the limits of a property. The server cuts or drops what exceeds them. */
final class SnippetProps {
  private static final int NAME_BYTES = 300;
  private static final int VALUE_BYTES = 2_000;

  private SnippetProps() {}

  static void check(ProblemCollector problems, String name, String value) {
    if (name.isBlank() || bytes(name) > NAME_BYTES) {
      problems.add("prop", name, "is blank or has over 300 bytes", "use a shorter name");
    }
    if (value.isBlank() || bytes(value) > VALUE_BYTES) {
      problems.add(
          "the value of prop " + name, value, "is blank or has over 2,000 bytes", "shorten it");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
