package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilterOperatorTest {
  @Test
  void aKnownNameIsItsConstant() {
    for (FilterOperator operator : FilterOperator.all()) {
      assertThat(FilterOperator.of(operator.name())).isSameAs(operator);
    }
  }

  @Test
  void aNewerOperatorIsWrittenAndReadAsItIs() {
    FilterOperator newer = FilterOperator.of("starts_with");
    Filter filter = Filter.compare(newer, Dimension.PAGE, List.of("/blog")).caseSensitive(false);

    StatsQuery query =
        StatsQuery.builder("a")
            .metrics(Metric.VISITORS)
            .dateRange(DateRange.lastDays(7))
            .filter(filter)
            .build();

    assertThat(query.toJson())
        .contains("[\"starts_with\",\"event:page\",[\"/blog\"],{\"case_sensitive\":false}]");
    assertThat(StatsQuery.parse(query.toJson())).isEqualTo(query);
    assertThat(newer).isEqualTo(FilterOperator.of("starts_with")).hasToString("starts_with");
  }
}
