package io.github.plausible4j.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which Plausible's device database takes a User-Agent for a bot. Source: the generic
 * rule of Matomo's device-detector 6.3.2, which Plausible ships, and the names of HTTP libraries in
 * it. For internal use only.
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

  /** The first such word in a User-Agent; empty if it looks like a browser or a program. */
  public static Optional<String> find(String userAgent) {
    Matcher matcher = WORDS.matcher(userAgent);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
