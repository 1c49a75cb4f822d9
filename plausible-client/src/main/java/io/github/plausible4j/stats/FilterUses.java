package io.github.plausible4j.stats;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the dimensions that filters use, and where in the tree. */
final class FilterUses {
  private final Set<Dimension> top = new HashSet<>();
  private final Set<Dimension> nested = new HashSet<>();
  private final Set<Dimension> inBehavior = new HashSet<>();
  private final Set<Dimension> negated = new TreeSet<>(Comparator.comparing(Dimension::name));

  private FilterUses() {}

  static FilterUses of(List<Filter> filters) {
    FilterUses uses = new FilterUses();
    filters.forEach(filter -> uses.add(filter, uses.top, false));
    return uses;
  }

  private void add(Filter filter, Set<Dimension> here, boolean inNot) {
    Set<Dimension> below = here == inBehavior ? inBehavior : nested;
    if (filter instanceof Filter.Comparison comparison) {
      here.add(comparison.dimension());
      if (inNot && here != inBehavior) {
        negated.add(comparison.dimension());
      }
    } else if (filter instanceof Filter.AllOf all) {
      all.filters().forEach(each -> add(each, below, inNot));
    } else if (filter instanceof Filter.AnyOf any) {
      any.filters().forEach(each -> add(each, below, inNot));
    } else if (filter instanceof Filter.Not not) {
      add(not.filter(), below, true);
    } else if (filter instanceof Filter.Behavior behavior) {
      add(behavior.event(), inBehavior, false);
    }
  }

  boolean hasSegment() {
    return anywhere(Dimension.SEGMENT);
  }

  boolean atTop(Dimension dimension) {
    return top.contains(dimension);
  }

  boolean outsideBehavior(Dimension dimension) {
    return top.contains(dimension) || nested.contains(dimension);
  }

  boolean anywhere(Dimension dimension) {
    return outsideBehavior(dimension) || inBehavior.contains(dimension);
  }

  /** The dimensions inside a {@code not}, outside of behaviors. */
  Set<Dimension> negated() {
    return negated;
  }

  boolean hasEvent() {
    return outsideBehavior().anyMatch(Dimension::isEvent);
  }

  boolean hasSessionEnd() {
    return outsideBehavior().anyMatch(MetricRules.OF_SESSION_ENDS::contains);
  }

  private Stream<Dimension> outsideBehavior() {
    return Stream.concat(top.stream(), nested.stream());
  }

  boolean hasNestedProperty() {
    return nested.stream().anyMatch(Dimension::isProperty);
  }
}
