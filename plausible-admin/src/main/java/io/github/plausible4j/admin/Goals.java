package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.store.GoalRows;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.GoalInfo;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import java.util.List;
import java.util.Optional;

/**
 * The goals of a site. If the server has the plugins API and you have a token, that API does the
 * same. Thread-safe.
 */
public final class Goals {
  private final Operations operations;

  Goals(Operations operations) {
    this.operations = operations;
  }

  /** The goals in order of creation; empty when there is no such site. */
  public List<GoalInfo> list(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "goals.list",
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty() ? List.of() : GoalRows.list(tx, schema, site.get());
        });
  }

  /** Counts a custom event, such as {@code Signup}, as a conversion. */
  public ChangeResult addEvent(String domain, String eventName) {
    return add(domain, GoalDefinition.event(eventName));
  }

  /**
   * Counts a visit of a page as a conversion.
   *
   * @param path begins with a slash; {@code *} matches anything
   */
  public ChangeResult addPage(String domain, String path) {
    return add(domain, GoalDefinition.page(path));
  }

  /**
   * Adds a goal. An existing goal that counts the same is left unchanged, including its name.
   *
   * @throws RefusedException if there is no such site, or another goal of the site has the same
   *     display name
   * @throws UnsupportedSchemaException for a scroll threshold before 3.0, and for properties if
   *     goals of the release ignore them
   */
  public ChangeResult add(String domain, GoalDefinition goal) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "goals.add",
        normal,
        (tx, schema) -> {
          requireColumns(schema, goal);
          return GoalRows.add(tx, schema, SiteRows.lockExisting(tx, schema, normal), goal)
              ? ChangeResult.changed("goal " + goal.target() + " added")
              : ChangeResult.unchanged();
        });
  }

  /** Deletes a goal by its id. Its past conversions are shown again if the goal is added again. */
  public ChangeResult delete(String domain, long goal) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "goals.delete",
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isPresent() && GoalRows.delete(tx, schema, site.get(), goal) > 0
              ? ChangeResult.changed("goal deleted")
              : ChangeResult.notFound();
        });
  }

  private static void requireColumns(Schema schema, GoalDefinition goal) {
    if (goal.scrollThreshold().isPresent()) {
      schema.require(
          "goals", "scroll_threshold", "goals.add", "scroll goals came with release 3.0.0");
    }
    if (!goal.properties().isEmpty()) {
      schema.require(
          "goals", "custom_props", "goals.add", "goals of this release ignore properties");
    }
  }
}
