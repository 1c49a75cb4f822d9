package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.Resources;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the User-Agents that Plausible drops as bots. The rules are those of Matomo's Device
 * Detector, which Plausible carries; they are read from bot-rules.txt beside this class, a file
 * under LGPL-3.0-or-later.
 */
final class Bots {
  /** Where a rule may begin in a User-Agent; as Device Detector has it. */
  private static final String START = "(?:^|[^A-Z0-9_-]|[^A-Z0-9-]_|sprd-|MZ-)";

  /** One expression of all rules: a User-Agent has few places where any of them may begin. */
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
