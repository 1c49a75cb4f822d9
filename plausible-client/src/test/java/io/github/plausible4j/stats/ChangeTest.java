package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {
  @ParameterizedTest(name = "{0} from {1} to {2} is {3}")
  @CsvSource({
    "visitors, 100, 150, 50",
    "visitors, 100, 50, -50",
    "visitors, 3, 4, 33",
    "visitors, 8, 9, 13",
    "visitors, 8, 7, -13",
    "visitors, 0, 5, 100",
    "visitors, 0, 0, 0",
    "visitors, 5, 0, -100",
    "views_per_visit, 1.14, 1.5, 32",
    "visit_duration, , 5,",
    "visit_duration, 5, ,",
    "bounce_rate, 50, 40, -10",
    "bounce_rate, 0, 40,",
    "conversion_rate, 5, 10, 5",
    "conversion_rate, 33.33, 42.86, 9.5",
    "conversion_rate, 0, 2.5, 2.5",
    "group_conversion_rate, 50, 100, 100",
  })
  void isAsInTheDashboard(String metric, BigDecimal before, BigDecimal now, Double change) {
    OptionalDouble expected = change == null ? OptionalDouble.empty() : OptionalDouble.of(change);

    assertThat(Change.of(cell(metric, before), cell(metric, now))).isEqualTo(expected);
  }

  private static Cell cell(String metric, BigDecimal value) {
    return Cell.of(
        Metric.of(metric), value == null ? NullNode.instance : DecimalNode.valueOf(value));
  }
}
