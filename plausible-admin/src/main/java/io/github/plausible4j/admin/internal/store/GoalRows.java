package io.github.plausible4j.admin.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.RowReader;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.GoalInfo;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SiteInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads and writes goals, which refer to a site by id, or in 2021 by domain. For internal use only.
 */
public final class GoalRows {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};
  private static final int ANY_VISIT = -1;

  private static final RowReader<GoalInfo> READER =
      row -> {
        String page = row.getString("page_path");
        String target = page == null ? row.getString("event_name") : page;
        String shown = row.getString("display_name");
        int scrolled = row.getInt("scroll_threshold");
        return new GoalInfo(
            row.getLong("id"),
            shown == null ? target : shown,
            target,
            page != null,
            scrolled == ANY_VISIT ? OptionalInt.empty() : OptionalInt.of(scrolled),
            read(row.getString("custom_props")),
            Optional.ofNullable(row.getString("currency")));
      };

  private GoalRows() {}

  public static List<GoalInfo> list(Transaction tx, Schema schema, SiteInfo site)
      throws SQLException {
    return tx.list(
        "SELECT id, event_name, page_path, "
            + (named(schema) ? "display_name" : "NULL::text AS display_name")
            + ", "
            + (scrolls(schema) ? "scroll_threshold" : ANY_VISIT + " AS scroll_threshold")
            + ", "
            + (narrows(schema) ? "custom_props" : "'{}' AS custom_props")
            + ", "
            + (schema.has("goals", "currency") ? "currency" : "NULL::text AS currency")
            + " FROM goals WHERE "
            + owner(schema)
            + " ORDER BY id",
        READER,
        key(schema, site));
  }

  /**
   * Adds a goal; false if a goal that counts the same exists, under any name.
   *
   * @throws RefusedException if another goal has the display name
   */
  public static boolean add(Transaction tx, Schema schema, SiteInfo site, GoalDefinition goal)
      throws SQLException {
    for (GoalInfo other : list(tx, schema, site)) {
      if (countsTheSame(goal, other)) {
        return false;
      }
      if (named(schema) && other.displayName().equals(goal.displayName())) {
        throw new RefusedException(
            site.domain()
                + " already shows another goal as \""
                + goal.displayName()
                + "\" (id "
                + other.id()
                + "); use another display name, or delete the other goal");
      }
    }
    insert(tx, schema, site, goal);
    return true;
  }

  public static boolean countsTheSame(GoalDefinition goal, GoalInfo other) {
    return other.isPage() == goal.isPage()
        && other.target().equals(goal.target())
        && other.scrollThreshold().equals(goal.scrollThreshold())
        && other.properties().equals(goal.properties());
  }

  private static void insert(Transaction tx, Schema schema, SiteInfo site, GoalDefinition goal)
      throws SQLException {
    List<String> columns =
        new ArrayList<>(
            List.of(
                bySite(schema) ? "site_id" : "domain", goal.isPage() ? "page_path" : "event_name"));
    List<Object> values = new ArrayList<>(List.of(key(schema, site), goal.target()));
    if (named(schema)) {
      columns.add("display_name");
      values.add(goal.displayName());
    }
    if (goal.scrollThreshold().isPresent()) {
      columns.add("scroll_threshold");
      values.add(goal.scrollThreshold().getAsInt());
    }
    boolean narrowed = !goal.properties().isEmpty();
    if (narrowed) {
      columns.add("custom_props");
      values.add(written(goal.properties()));
    }
    tx.update(
        "INSERT INTO goals ("
            + String.join(", ", columns)
            + ", inserted_at, updated_at) VALUES ("
            + "?, ".repeat(narrowed ? columns.size() - 1 : columns.size())
            + (narrowed ? "?::jsonb, " : "")
            + Timestamps.NOW
            + ", "
            + Timestamps.NOW
            + ")",
        values.toArray());
  }

  public static long delete(Transaction tx, Schema schema, SiteInfo site, long goal)
      throws SQLException {
    return tx.update(
        "DELETE FROM goals WHERE id = ? AND " + owner(schema), goal, key(schema, site));
  }

  /** Deletes all goals of a site. The database does not do that for goals by domain. */
  public static long deleteAll(Transaction tx, Schema schema, long site) throws SQLException {
    return tx.update(
        bySite(schema)
            ? "DELETE FROM goals WHERE site_id = ?"
            : "DELETE FROM goals WHERE domain = (SELECT domain FROM sites WHERE id = ?)",
        site);
  }

  private static boolean named(Schema schema) {
    return schema.has("goals", "display_name");
  }

  private static boolean scrolls(Schema schema) {
    return schema.has("goals", "scroll_threshold");
  }

  private static boolean narrows(Schema schema) {
    return schema.has("goals", "custom_props");
  }

  private static boolean bySite(Schema schema) {
    return schema.has("goals", "site_id");
  }

  private static String owner(Schema schema) {
    return bySite(schema) ? "site_id = ?" : "domain = ?";
  }

  private static Object key(Schema schema, SiteInfo site) {
    return bySite(schema) ? (Object) site.id() : site.domain();
  }

  private static Map<String, String> read(String json) {
    try {
      return JSON.readValue(json, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The properties of a goal are not JSON", e);
    }
  }

  private static String written(Map<String, String> properties) {
    try {
      return JSON.writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
