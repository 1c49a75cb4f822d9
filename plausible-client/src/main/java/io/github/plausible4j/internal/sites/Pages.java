package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over all pages of a list. A page is loaded after all entries of the previous page were
 * read.
 */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {
  /**
   * The number that every release returns at most. Larger numbers are ignored, and the number must
   * not change between pages.
   */
  private static final int SIZE = 100;

  private static final String EXPECTED = "a page of a list as JSON";

  private final Function<String, Page<T>> load;
  private Iterator<T> entries;
  private @Nullable String after;

  private Pages(Page<T> first, Function<String, Page<T>> load) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.load = load;
    this.entries = first.entries().iterator();
    this.after = first.after();
  }

  /**
   * Loads the first page at once, so that the caller gets its errors, and the others when needed.
   */
  static <T> Stream<T> stream(
      SitesCalls calls, HttpUrl.Builder list, Function<JsonNode, Page<T>> reader) {
    HttpUrl url = list.addQueryParameter("limit", String.valueOf(SIZE)).build();
    Page<T> first = calls.get(url, EXPECTED, reader);
    Function<String, Page<T>> load =
        cursor ->
            calls.get(
                url.newBuilder().addQueryParameter("after", cursor).build(),
                EXPECTED,
                json -> reader.apply(json).checkedAgainst(cursor));
    return StreamSupport.stream(new Pages<>(first, load), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (!entries.hasNext()) {
      if (after == null) {
        return false;
      }
      Page<T> next = load.apply(after);
      entries = next.entries().iterator();
      after = next.after();
    }
    action.accept(entries.next());
    return true;
  }

  /**
   * A page.
   *
   * @param after the cursor to the next page; null on the last page
   */
  record Page<T>(List<T> entries, @Nullable String after) {
    /** Rejects a page that refers to itself, because reading would never end. */
    Page<T> checkedAgainst(String cursor) {
      if (cursor.equals(after)) {
        throw new IllegalArgumentException("the next page is the same page again");
      }
      return this;
    }
  }
}
