package io.github.plausible4j.blog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of the events of a build.
 *
 * @param site the site that was reported
 * @param posts the new and changed posts, in the order of their files
 * @param removed the number of posts that were removed since the last report
 * @param duration the duration of the build
 * @param buildOutcome the result of the event for the build itself
 * @param buildReason why the build was not reported; empty if it was
 * @param serverProblem why the server cannot be reached; empty if it answered or nothing was sent
 */
public record BuildReport(
    BuiltSite site,
    List<PostReport> posts,
    int removed,
    Duration duration,
    ReportOutcome buildOutcome,
    String buildReason,
    Optional<String> serverProblem) {
  /** Copies the list. */
  public BuildReport {
    posts = List.copyOf(posts);
  }

  /** The number of new or changed posts. */
  public int count(PostChange change) {
    return (int) posts.stream().filter(post -> post.change() == change).count();
  }

  /** Whether the server accepted all events. */
  public boolean isComplete() {
    return buildOutcome == ReportOutcome.COUNTED
        && posts.stream().allMatch(post -> post.outcome() == ReportOutcome.COUNTED);
  }

  /** The report as a JSON object. Outcomes and changes are written as their names in lower case. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("baseUrl", site.baseUrl());
    site.generator().ifPresent(generator -> json.put("generator", generator));
    json.put("posts", site.posts().size());
    json.put("new", count(PostChange.NEW));
    json.put("changed", count(PostChange.CHANGED));
    json.put("removed", removed);
    json.put("durationSeconds", duration.toMillis() / 1000.0);
    json.put("complete", isComplete());
    serverProblem.ifPresent(problem -> json.put("serverProblem", problem));
    json.put("build", name(buildOutcome));
    if (!buildReason.isEmpty()) {
      json.put("buildReason", buildReason);
    }
    ArrayNode rows = json.putArray("reported");
    for (PostReport post : posts) {
      ObjectNode row = rows.addObject();
      row.put("file", post.post().file());
      row.put("url", post.post().url());
      row.put("title", post.post().title());
      row.put("change", name(post.change()));
      row.put("outcome", name(post.outcome()));
      if (!post.reason().isEmpty()) {
        row.put("reason", post.reason());
      }
    }
    return json.toPrettyString();
  }

  /** A line about the site, and a table with a row for each event. */
  @Override
  public String toString() {
    String heading =
        site.baseUrl()
            + " by "
            + site.generator().orElse("an unnamed generator")
            + ", "
            + BuildEvents.seconds(duration)
            + ": "
            + site.posts().size()
            + " posts, "
            + count(PostChange.NEW)
            + " new, "
            + count(PostChange.CHANGED)
            + " changed, "
            + removed
            + " removed";
    SummaryTable table = new SummaryTable("Reported", "Change", "Outcome");
    for (PostReport post : posts) {
      table.add(post.post().url(), name(post.change()), outcome(post.outcome(), post.reason()));
    }
    table.add(site.baseUrl(), "build", outcome(buildOutcome, buildReason));
    return heading + "\n\n" + table;
  }

  private static String outcome(ReportOutcome outcome, String reason) {
    String name = name(outcome).replace('_', ' ');
    return reason.isEmpty() ? name : name + ": " + reason.replaceAll("\\s+", " ");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
