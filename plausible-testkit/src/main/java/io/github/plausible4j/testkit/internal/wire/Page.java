package io.github.plausible4j.testkit.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in descending order of ids, with opaque cursors to the next and previous page.
 * For internal use only.
 *
 * @param after the cursor to the next page; null on the last page
 * @param before the cursor to the previous page; null on the first page
 */
public record Page<T>(List<T> items, @Nullable String after, @Nullable String before, int limit) {
  private static final int MAX_LIMIT = 100;

  /**
   * Returns the page that the parameters {@code limit}, {@code after} and {@code before} select.
   */
  public static <T> Page<T> of(
      List<T> newestFirst, ToLongFunction<T> id, Map<String, String> parameters, int defaultLimit) {
    int limit = limit(parameters.get("limit"), defaultLimit);
    Long after = position(parameters.get("after"));
    Long before = after == null ? position(parameters.get("before")) : null;
    int from = 0;
    int to;
    if (before != null) {
      to = (int) newestFirst.stream().filter(item -> id.applyAsLong(item) > before).count();
      from = Math.max(0, to - limit);
    } else {
      if (after != null) {
        from = (int) newestFirst.stream().filter(item -> id.applyAsLong(item) >= after).count();
      }
      to = Math.min(newestFirst.size(), from + limit);
    }
    List<T> items = newestFirst.subList(from, to);
    boolean more = to < newestFirst.size() && !items.isEmpty();
    boolean less = from > 0 && !items.isEmpty();
    return new Page<>(
        List.copyOf(items),
        more ? cursor(id.applyAsLong(items.get(items.size() - 1))) : null,
        less ? cursor(id.applyAsLong(items.get(0))) : null,
        limit);
  }

  private static int limit(@Nullable String text, int defaultLimit) {
    if (text == null) {
      return defaultLimit;
    }
    long asked = Long.parseLong(text);
    return asked > 0 && asked <= MAX_LIMIT ? (int) asked : defaultLimit;
  }

  private static String cursor(long id) {
    return Base64.getUrlEncoder().encodeToString(("id:" + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether the value is a cursor or missing. */
  public static boolean isCursor(@Nullable String text) {
    return text == null || text.isEmpty() || position(text) != null;
  }

  private static @Nullable Long position(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return text.startsWith("id:") ? Long.valueOf(text.substring(3)) : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
