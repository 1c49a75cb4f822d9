package io.github.plausible4j.testkit.internal.stats.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A comparison and its place in the tree of filters. For internal use only.
 *
 * @param depth the number of operators around it
 * @param behavioural the number of {@code has_done} and {@code has_not_done} around it
 */
public record FilterLeaf(Filter.Comparison filter, int depth, int behavioural) {
  /** All comparisons, in the order of the query. */
  public static List<FilterLeaf> of(List<Filter> filters) {
    List<FilterLeaf> leaves = new ArrayList<>();
    for (Filter filter : filters) {
      collect(filter, 0, 0, leaves);
    }
    return leaves;
  }

  private static void collect(Filter filter, int depth, int behavioural, List<FilterLeaf> leaves) {
    if (filter instanceof Filter.Comparison comparison) {
      leaves.add(new FilterLeaf(comparison, depth, behavioural));
    } else if (filter instanceof Filter.Not not) {
      collect(not.filter(), depth + 1, behavioural, leaves);
    } else if (filter instanceof Filter.HasDone hasDone) {
      collect(hasDone.filter(), depth + 1, behavioural + 1, leaves);
    } else if (filter instanceof Filter.Group group) {
      for (Filter member : group.filters()) {
        collect(member, depth + 1, behavioural, leaves);
      }
    }
  }

  /** Whether a comparison outside of behavioral filters is on the dimension. */
  public static boolean anyOn(List<Filter> filters, Dimension dimension) {
    return of(filters).stream()
        .anyMatch(leaf -> leaf.behavioural == 0 && leaf.filter.dimension().equals(dimension));
  }
}
