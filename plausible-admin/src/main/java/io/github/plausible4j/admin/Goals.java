package io.github.plausible4j.admin;

import java.util.List;
import java.util.Optional;

/**
 * The goals of a site. Where the server runs a release with the plugins API and a token is at hand,
 * that API does the same. Thread-safe.
 */
public final class Goals {
  private final Operations operations;

  Goals(Operations operations) {
    this.operations = operations;
  }

  /** The goals in order of creation; empty when there is no such site. */
  public List<Goal> list(String domain) {
    String normal = DomainName.normalise(domain);
    return operations.read(
        "goals.list",
        (tx, schema) -> {
          Optional<Site> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty() ? List.of() : GoalRows.list(tx, schema, site.get());
        });
  }

  /** Counts a custom event, such as {@code Signup}, as a conversion. */
  public ChangeResult addEvent(String domain, String eventName) {
    return add(domain, new Goal(0, require(eventName, 120, "event name"), false));
  }

  /**
   * Counts a visit of a page as a conversion.
   *
   * @param path begins with a slash; a star stands for anything
   */
  public ChangeResult addPage(String domain, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "page \"" + path + "\" does not begin with a slash; give a path such as /register*");
    }
    return add(domain, new Goal(0, require(path, 2000, "page"), true));
  }

  /** Deletes a goal by its id; what was counted comes back when it is added again. */
  public ChangeResult delete(String domain, long goal) {
    String normal = DomainName.normalise(domain);
    return operations.write(
        "goals.delete",
        normal,
        (tx, schema) -> {
          Optional<Site> site = SiteRows.lock(tx, schema, normal);
          return site.isPresent() && GoalRows.delete(tx, schema, site.get(), goal) > 0
              ? ChangeResult.changed("goal deleted")
              : ChangeResult.notFound();
        });
  }

  private ChangeResult add(String domain, Goal goal) {
    String normal = DomainName.normalise(domain);
    return operations.write(
        "goals.add",
        normal,
        (tx, schema) ->
            GoalRows.add(tx, schema, SiteRows.lockExisting(tx, schema, normal), goal)
                ? ChangeResult.changed("goal " + goal.target() + " added")
                : ChangeResult.unchanged());
  }

  private static String require(String text, int longest, String what) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters; give it 1 to " + longest);
    }
    return text.strip();
  }
}
