package io.github.plausible4j.testkit.internal.stats.legacy;

import io.github.plausible4j.testkit.internal.stats.count.Row;
import io.github.plausible4j.testkit.internal.stats.query.RefusedQuery;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code limit} and {@code page}.
 *
 * @param number from 1; a page before the first one omits rows at the end, as in the database
 */
record LegacyPage(int limit, int number) {
  private static final int MOST = 1_000;

  static LegacyPage read(Map<String, String> parameters) {
    int limit = whole(parameters.getOrDefault("limit", "100"));
    if (limit < 1 || limit > MOST) {
      throw RefusedQuery.invalid("Please provide limit as a number between 1 and 1000.");
    }
    int number = whole(parameters.getOrDefault("page", "1"));
    if (number == Integer.MIN_VALUE) {
      throw RefusedQuery.serverError();
    }
    return new LegacyPage(limit, number);
  }

  /** The smallest number for text that is not a number. */
  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return Integer.MIN_VALUE;
    }
  }

  List<Row> of(List<Row> rows) {
    long offset = (number - 1L) * limit;
    int from = (int) Math.min(Math.max(offset, 0), rows.size());
    int to = (int) Math.max(from, Math.min(rows.size() + Math.min(offset, 0), (long) from + limit));
    return rows.subList(from, to);
  }
}
