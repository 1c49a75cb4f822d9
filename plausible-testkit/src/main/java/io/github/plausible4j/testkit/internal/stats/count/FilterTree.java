package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides filters for events, or for visits. What cannot be decided on this side, since it is about
 * the other, is left to that side: it lets everything through here.
 */
final class FilterTree<T> {
  private final Function<Filter.Comparison, @Nullable Predicate<T>> comparison;
  private final Function<Filter, Set<Long>> sessionsThatDid;
  private final Function<T, Long> session;

  /** The comparison gives null where this side cannot decide. */
  FilterTree(
      Function<Filter.Comparison, @Nullable Predicate<T>> comparison,
      Function<Filter, Set<Long>> sessionsThatDid,
      Function<T, Long> session) {
    this.comparison = comparison;
    this.sessionsThatDid = sessionsThatDid;
    this.session = session;
  }

  Predicate<T> all(List<Filter> filters) {
    List<Predicate<T>> decided =
        filters.stream().map(this::decide).filter(Objects::nonNull).toList();
    return item -> decided.stream().allMatch(predicate -> predicate.test(item));
  }

  private @Nullable Predicate<T> decide(Filter filter) {
    if (filter instanceof Filter.Comparison leaf) {
      return comparison.apply(leaf);
    }
    if (filter instanceof Filter.HasDone hasDone) {
      Set<Long> sessions = sessionsThatDid.apply(hasDone.filter());
      return item -> sessions.contains(session.apply(item)) == hasDone.done();
    }
    if (filter instanceof Filter.Not not) {
      Predicate<T> contrary = isDecidable(not.filter()) ? decide(not.filter()) : null;
      return contrary == null ? null : contrary.negate();
    }
    Filter.Group group = (Filter.Group) filter;
    return group.all() ? all(group.filters()) : any(group.filters());
  }

  private @Nullable Predicate<T> any(List<Filter> filters) {
    List<Predicate<T>> members = new ArrayList<>();
    for (Filter filter : filters) {
      Predicate<T> member = isDecidable(filter) ? decide(filter) : null;
      if (member == null) {
        return null;
      }
      members.add(member);
    }
    return item -> members.stream().anyMatch(member -> member.test(item));
  }

  /** Whether nothing in it is left to the other side. */
  private boolean isDecidable(Filter filter) {
    if (filter instanceof Filter.Comparison leaf) {
      return comparison.apply(leaf) != null;
    }
    if (filter instanceof Filter.Not not) {
      return isDecidable(not.filter());
    }
    return !(filter instanceof Filter.Group group)
        || group.filters().stream().allMatch(this::isDecidable);
  }
}
