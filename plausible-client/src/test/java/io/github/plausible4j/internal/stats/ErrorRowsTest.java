package io.github.plausible4j.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.plausible4j.ApiException;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.StatsQuery;
import io.github.plausible4j.stats.legacy.LegacyQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal that the statistics API knows, as its typed exception with the server's words. */
class ErrorRowsTest {
  private static final StatsPolicy ONCE = StatsPolicy.builder().attempts(1).build();
  private static final StatsQuery QUERY =
      StatsQuery.builder("blog.example.com")
          .metrics(Metric.VISITORS)
          .dateRange(DateRange.lastDays(7))
          .build();

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | Unauthorized | Missing API key. Please use a valid Plausible API key.",
        "400 | InvalidRequest | Missing site ID. Please provide the required site_id parameter.",
        "401 | Unauthorized | Invalid API key or site ID.",
        "429 | RateLimited | Too many API requests. The limit is 600 per hour.",
        "429 | RateLimited | Too many API requests. Your API key is limited to 600 requests per"
            + " hour.",
        "429 | RateLimited | Too many API requests in a short period of time. The limit is 60 per"
            + " 10 seconds.",
        "402 | PaymentRequired | This Plausible site is locked due to missing active subscription.",
        "402 | PaymentRequired | The account that owns this API key does not have access to Stats"
            + " API.",
        "402 | PaymentRequired | The owner of this site does not have access to the custom"
            + " properties feature",
        "400 | InvalidRequest | #/date_range: Invalid date range \"bad_period\"",
        "400 | InvalidRequest | Invalid date_range \"999999999mo\"",
        "400 | InvalidRequest | Invalid date_range '[\"a\", \"b\"]'.",
        "400 | InvalidRequest | #/metrics/0: Invalid metric \"total_revenue\"",
        "400 | InvalidRequest | #/date_range: Invalid date range \"x\"\\n"
            + "#/metrics/0: Invalid metric \"nope\"",
        "400 | InvalidRequest | Metric `conversion_rate` can only be queried with event:goal"
            + " filters or dimensions.",
        "400 | InvalidRequest | Session metric(s) `bounce_rate` cannot be queried along with event"
            + " dimension(s) `event:props:foo`",
        "400 | InvalidRequest | Event metric(s) `events` cannot be queried along with session"
            + " dimension(s) `visit:exit_page`",
        "400 | InvalidRequest | Invalid filters. Dimension `event:goal` can only be filtered at the"
            + " top level.",
        "400 | InvalidRequest | Invalid filters. The goal `Signup` is not configured for this"
            + " site.",
        "400 | InvalidRequest | Invalid filters. Some segments don't exist or aren't accessible.",
        "400 | InvalidRequest | #/filters/0: Invalid filter [\"is\", \"visit:name\", [\"foo\"]]",
        "400 | InvalidRequest | Invalid order_by entry '{:events, :desc}'. Entry is not a queried"
            + " metric or dimension.",
        "400 | InvalidRequest | Invalid include.time_labels: requires a time dimension.",
        "400 | InvalidRequest | #/timezone: Schema does not allow additional properties.",
        "500 | Server | internal server error",
        "503 | Server | maintenance",
        "413 | Api | too large",
      })
  void keepsItsWords(int status, String type, String words) {
    String text = words.replace("\\n", "\n");
    String body = "{\"error\":\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
    try (StatsServer server = new StatsServer(ONCE)) {
      server.answer(status, body);
      server.answer(status, body);

      check(
          catchThrowableOfType(ApiException.class, () -> server.client().query(QUERY)),
          type,
          status,
          text);
      check(
          catchThrowableOfType(
              ApiException.class,
              () ->
                  server
                      .plausible()
                      .legacyStats()
                      .aggregate(LegacyQuery.builder("blog.example.com").build())),
          type,
          status,
          text);
    }
  }

  private static void check(ApiException thrown, String type, int status, String words) {
    assertThat(thrown.getClass().getSimpleName()).isEqualTo(type + "Exception");
    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown.messages()).containsExactly(words);
    assertThat(thrown).hasMessageContaining(words);
    assertThat(thrown.toString()).doesNotContain("the-key");
  }
}
