package io.github.plausible4j.stats;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which dimensions some filters look at, and where in the tree. */
final class FilterUses {
  private final Set<Dimension> top = new HashSet<>();
  private final Set<Dimension> nested = new HashSet<>();
  private final Set<Dimension> inBehavior = new HashSet<>();

  private FilterUses() {}

  static FilterUses of(List<Filter> filters) {
    FilterUses uses = new FilterUses();
    filters.forEach(filter -> uses.add(filter, uses.top));
    return uses;
  }

  private void add(Filter filter, Set<Dimension> here) {
    Set<Dimension> below = here == inBehavior ? inBehavior : nested;
    if (filter instanceof Filter.Comparison comparison) {
      here.add(comparison.dimension());
    } else if (filter instanceof Filter.AllOf all) {
      all.filters().forEach(each -> add(each, below));
    } else if (filter instanceof Filter.AnyOf any) {
      any.filters().forEach(each -> add(each, below));
    } else if (filter instanceof Filter.Not not) {
      add(not.filter(), below);
    } else if (filter instanceof Filter.Behavior behavior) {
      add(behavior.event(), inBehavior);
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

  boolean hasNestedProperty() {
    return nested.stream().anyMatch(Dimension::isProperty);
  }
}
