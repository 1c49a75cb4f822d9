package io.github.plausible4j.testkit.internal.stats.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DistinctIdsTest {
  @Property
  void countsEachIdOnce(@ForAll @Size(max = 200) List<@LongRange(min = -20, max = 20) Long> ids) {
    DistinctIds distinct = new DistinctIds();
    ids.forEach(distinct::add);

    assertThat(distinct.size()).isEqualTo(new HashSet<>(ids).size());
  }

  @Property
  void countsManyDifferentIds(@ForAll List<Long> ids) {
    DistinctIds distinct = new DistinctIds();
    ids.forEach(distinct::add);
    ids.forEach(distinct::add);

    assertThat(distinct.size()).isEqualTo(new HashSet<>(ids).size());
  }
}
