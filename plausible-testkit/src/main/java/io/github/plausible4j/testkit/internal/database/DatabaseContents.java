package io.github.plausible4j.testkit.internal.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.testkit.internal.account.Goal;
import io.github.plausible4j.testkit.internal.account.Ids;
import io.github.plausible4j.testkit.internal.account.SharedLink;
import io.github.plausible4j.testkit.internal.account.SiteContents;
import io.github.plausible4j.testkit.internal.account.TrackerConfiguration;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The contents of a site in a Plausible database, which are not cached. Thread-safe. */
final class DatabaseContents implements SiteContents {
  private static final List<String> SWITCHES =
      List.of("hash_based_routing", "outbound_links", "file_downloads", "form_submissions");
  private static final String GOALS =
      "SELECT id, display_name, event_name, page_path, scroll_threshold, custom_props, currency"
          + " FROM goals WHERE site_id = ?";

  private final Sql sql;
  private final long site;
  private final Supplier<LocalDateTime> now;

  DatabaseContents(Sql sql, long site, Supplier<LocalDateTime> now) {
    this.sql = sql;
    this.site = site;
    this.now = now;
  }

  @Override
  public List<Goal> goals() {
    return sql.list(DatabaseContents::readGoal, GOALS + " ORDER BY id", site);
  }

  @Override
  public Goal goalFor(Goal wanted) {
    String props =
        new String(JsonValues.write(JsonValues.tree(wanted.customProps())), StandardCharsets.UTF_8);
    sql.update(
        "INSERT INTO goals (site_id, display_name, event_name, page_path, scroll_threshold,"
            + " custom_props, currency, inserted_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT DO NOTHING",
        site,
        wanted.displayName(),
        wanted.eventName(),
        wanted.pagePath(),
        wanted.scrollThreshold(),
        props,
        wanted.currency(),
        now.get(),
        now.get());
    Goal stored =
        sql.first(
            DatabaseContents::readGoal,
            GOALS
                + " AND event_name IS NOT DISTINCT FROM ? AND page_path IS NOT DISTINCT FROM ?"
                + " AND scroll_threshold = ? AND custom_props = ?::jsonb",
            site,
            wanted.eventName(),
            wanted.pagePath(),
            wanted.scrollThreshold(),
            props);
    if (stored == null) {
      throw new IllegalStateException(
          "another goal is named " + wanted.displayName() + "; use a unique name");
    }
    return stored;
  }

  @Override
  public boolean removeGoal(long id) {
    return sql.update("DELETE FROM goals WHERE site_id = ? AND id = ?", site, id) > 0;
  }

  @Override
  public List<String> properties() {
    List<String> names =
        sql.first(
            DatabaseContents::readProperties,
            "SELECT allowed_event_props FROM sites WHERE id = ?",
            site);
    return names == null ? List.of() : names;
  }

  @Override
  public void setProperties(List<String> names) {
    sql.update(
        "UPDATE sites SET allowed_event_props = ?, updated_at = ? WHERE id = ?",
        List.copyOf(names),
        now.get(),
        site);
  }

  @Override
  public List<SharedLink> links() {
    return sql.list(
        DatabaseContents::readLink,
        "SELECT id, name, slug, password_hash FROM shared_links WHERE site_id = ? ORDER BY id",
        site);
  }

  @Override
  public SharedLink linkFor(String name, @Nullable String password) {
    // Nobody opens a link of the test server, so it only matters that there is a password.
    sql.update(
        "INSERT INTO shared_links (site_id, name, slug, password_hash, inserted_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        site,
        name,
        Ids.slug(),
        password == null ? null : "!",
        now.get(),
        now.get());
    return links().stream().filter(link -> link.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public TrackerConfiguration tracker() {
    sql.update(
        "INSERT INTO tracker_script_configuration (id, installation_type, site_id, inserted_at,"
            + " updated_at) VALUES (?, 'manual', ?, ?, ?) ON CONFLICT DO NOTHING",
        Ids.trackerId(),
        site,
        now.get(),
        now.get());
    TrackerConfiguration tracker =
        sql.first(
            DatabaseContents::readTracker,
            "SELECT * FROM tracker_script_configuration WHERE site_id = ?",
            site);
    if (tracker == null) {
      throw new IllegalStateException(
          "the configuration of the tracking script was deleted in the meantime");
    }
    return tracker;
  }

  @Override
  public void setTracker(TrackerConfiguration configuration) {
    sql.update(
        "UPDATE tracker_script_configuration SET installation_type = ?, hash_based_routing = ?,"
            + " outbound_links = ?, file_downloads = ?, form_submissions = ?, updated_at = ?"
            + " WHERE site_id = ?",
        configuration.installationType(),
        configuration.isOn("hash_based_routing"),
        configuration.isOn("outbound_links"),
        configuration.isOn("file_downloads"),
        configuration.isOn("form_submissions"),
        now.get(),
        site);
  }

  private static Goal readGoal(ResultSet row) throws SQLException {
    return new Goal(
        row.getLong("id"),
        row.getString("display_name"),
        row.getString("event_name"),
        row.getString("page_path"),
        row.getInt("scroll_threshold"),
        texts(row.getString("custom_props")),
        row.getString("currency"));
  }

  private static Map<String, String> texts(@Nullable String json) {
    Map<String, String> texts = new TreeMap<>();
    try {
      JsonNode object = JsonValues.tree(JsonValues.parse(json == null ? "{}" : json));
      object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("the database contains malformed JSON", e);
    }
    return texts;
  }

  private static List<String> readProperties(ResultSet row) throws SQLException {
    Array names = row.getArray(1);
    return names == null ? List.of() : List.of((String[]) names.getArray());
  }

  private static SharedLink readLink(ResultSet row) throws SQLException {
    return new SharedLink(
        row.getLong("id"),
        row.getString("name"),
        row.getString("slug"),
        row.getString("password_hash") != null);
  }

  private static TrackerConfiguration readTracker(ResultSet row) throws SQLException {
    Map<String, Boolean> switches = new TreeMap<>();
    for (String name : SWITCHES) {
      switches.put(name, row.getBoolean(name));
    }
    return new TrackerConfiguration(
        row.getString("id"), row.getString("installation_type"), switches);
  }
}
