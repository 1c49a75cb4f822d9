package io.github.plausible4j.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words in a User-Agent by which Plausible's device database detects bots. Source: the generic rule
 * of Matomo's device-detector 6.3.2, which Plausible ships, and its names of HTTP libraries. For
 * internal use only.
 */
public final class BotWords {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:bot|crawl(?:er)?|spider|monitor|checker|collector|fetch(?:er)?|indexer|inspector"
              + "|analyzer|archiver?|project|proxy|research|resolver|robots|scanner|scraper|script"
              + "|searcher|(?<!-)security|study|transcoder|uptime|user[ _]?agent|validator"
              + "|appengine|headlesschrome|http%20client|request-promise|ahc(?=/))(?![a-z])",
          Pattern.CASE_INSENSITIVE);

  private BotWords() {}

  /** The first word in a User-Agent that marks a bot; empty if there is none. */
  public static Optional<String> find(String userAgent) {
    Matcher matcher = WORDS.matcher(userAgent);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
