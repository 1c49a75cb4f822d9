package io.github.plausible4j.blog;

/**
 * What became of a new or changed post.
 *
 * @param post the post as it is now
 * @param change how it differs from what was reported last
 * @param outcome whether it was reported
 * @param reason why it was not; empty if it was
 */
public record PostReport(BuiltPost post, PostChange change, ReportOutcome outcome, String reason) {}
