package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognizes the User-Agents of bots, whose events Plausible drops. The rules are those of Matomo's
 * Device Detector, which Plausible includes. They are read from bot-rules.txt, a file under
 * LGPL-3.0-or-later in this package.
 */
final class Bots {
  /** Where a rule may begin in a User-Agent, as in Device Detector. */
  private static final String START = "(?:^|[^A-Z0-9_-]|[^A-Z0-9-]_|sprd-|MZ-)";

  /** One expression for all rules, because a User-Agent has few places where a rule may begin. */
  private static final Pattern RULES =
      Pattern.compile(
          Resources.text(Bots.class, "bot-rules.txt")
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.joining("|", START + "(?:", ")")),
          Pattern.CASE_INSENSITIVE);

  private Bots() {}

  static boolean isBot(String userAgent) {
    return userAgent.contains("HeadlessChrome") || RULES.matcher(userAgent).find();
  }
}
