package io.github.plausible4j.testkit.internal.stats.count;

import io.github.plausible4j.testkit.internal.stats.query.Filter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Evaluates filters for one table: events or visits. A comparison on the other table is true here,
 * even inside {@code not}, {@code and} and {@code or}. So {@code not} around such a comparison
 * matches nothing, as on a real server.
 */
final class FilterTree<T> {
  private final Function<Filter.Comparison, Predicate<T>> comparison;
  private final Function<Filter, Set<Long>> sessionsThatDid;
  private final Function<T, Long> session;

  FilterTree(
      Function<Filter.Comparison, Predicate<T>> comparison,
      Function<Filter, Set<Long>> sessionsThatDid,
      Function<T, Long> session) {
    this.comparison = comparison;
    this.sessionsThatDid = sessionsThatDid;
    this.session = session;
  }

  Predicate<T> all(List<Filter> filters) {
    List<Predicate<T>> members = filters.stream().map(this::decide).toList();
    return item -> members.stream().allMatch(member -> member.test(item));
  }

  private Predicate<T> any(List<Filter> filters) {
    List<Predicate<T>> members = filters.stream().map(this::decide).toList();
    return item -> members.stream().anyMatch(member -> member.test(item));
  }

  private Predicate<T> decide(Filter filter) {
    if (filter instanceof Filter.Comparison leaf) {
      return comparison.apply(leaf);
    }
    if (filter instanceof Filter.HasDone hasDone) {
      Set<Long> sessions = sessionsThatDid.apply(hasDone.filter());
      return item -> sessions.contains(session.apply(item)) == hasDone.done();
    }
    if (filter instanceof Filter.Not not) {
      return decide(not.filter()).negate();
    }
    Filter.Group group = (Filter.Group) filter;
    return group.all() ? all(group.filters()) : any(group.filters());
  }
}
