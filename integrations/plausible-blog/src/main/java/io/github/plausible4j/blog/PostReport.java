package io.github.plausible4j.blog;

/**
 * The result for a new or changed post.
 *
 * @param post the current post
 * @param change the difference to its last report
 * @param outcome whether it was reported
 * @param reason why it was not reported; empty if it was
 */
public record PostReport(BuiltPost post, PostChange change, ReportOutcome outcome, String reason) {}
