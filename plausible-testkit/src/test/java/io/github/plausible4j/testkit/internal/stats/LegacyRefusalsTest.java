package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts with which the first version of the API refuses. */
class LegacyRefusalsTest {
  private final TestSite site = new TestSite().goal(SiteGoal.event("Signup"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          period=year                     | Error parsing `period` parameter: invalid period `year`. Please find accepted values in our docs: https://plausible.io/docs/stats-api#time-periods
          period=91d                      | Error parsing `period` parameter: invalid period `91d`. Please find accepted values in our docs: https://plausible.io/docs/stats-api#time-periods
          date=nope                       | Error parsing `date` parameter: invalid_format. Please specify a valid date in ISO-8601 format.
          date=2026-02-30                 | Error parsing `date` parameter: invalid_date. Please specify a valid date in ISO-8601 format.
          period=custom                   | The `date` parameter is required when using a custom period. See https://plausible.io/docs/stats-api#time-periods
          period=custom&date=2026-03-01   | Invalid format for `date` parameter. When using a custom period, please include two ISO-8601 formatted dates joined by a comma. See https://plausible.io/docs/stats-api#time-periods
          period=custom&date=2026-03-01,x | Invalid format for `date` parameter. When using a custom period, please include two ISO-8601 formatted dates joined by a comma. See https://plausible.io/docs/stats-api#time-periods
          filters=event:goal==Nope        | The goal `Nope` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals
          filters=event:goal==Visit /nope | The pageview goal for the pathname `/nope` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals
          filters=visit:nope==x           | Invalid filter property 'visit:nope'. Please provide a valid filter property: https://plausible.io/docs/stats-api#properties
          metrics=scroll_depth            | The metric `scroll_depth` is not recognized. Find valid metrics from the documentation: https://plausible.io/docs/stats-api#metrics
          metrics=percentage              | The metric `percentage` is not recognized. Find valid metrics from the documentation: https://plausible.io/docs/stats-api#metrics
          metrics=                        | The metric `` is not recognized. Find valid metrics from the documentation: https://plausible.io/docs/stats-api#metrics
          metrics=,                       | Metrics cannot be queried multiple times.
          metrics=visitors,visitors       | Metrics cannot be queried multiple times.
          metrics=conversion_rate         | Metric `conversion_rate` can only be queried in a goal breakdown or with a goal filter
          metrics=time_on_page            | Metric `time_on_page` can only be queried in a page breakdown or with a page filter.
          metrics=time_on_page&filters=event:goal==Signup | Metric `time_on_page` cannot be queried when filtering by `event:goal`
          metrics=time_on_page&filters=event:name==Signup | Metric `time_on_page` cannot be queried when filtering by `event:name`
          metrics=views_per_visit&filters=event:page==/   | Metric `views_per_visit` cannot be queried with a filter on `event:page`.
          metrics=bounce_rate&filters=event:props:plan==x | Session metric `bounce_rate` cannot be queried when using a filter on `event:props:plan`.
          metrics=visits&filters=event:name==x            | Session metric `visits` cannot be queried when using a filter on `event:name`.
          """)
  void aggregate(String parameters, String text) {
    assertThat(TestSite.refusal(site.api().aggregate(site.site(), TestSite.parameters(parameters))))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          interval=hour         | Error parsing `interval` parameter: invalid interval `hour`. Valid intervals are `day`, `month`
          interval=x&period=x   | Error parsing `period` parameter: invalid period `x`. Please find accepted values in our docs: https://plausible.io/docs/stats-api#time-periods
          interval=x&metrics=x  | Error parsing `interval` parameter: invalid interval `x`. Valid intervals are `day`, `month`
          """)
  void timeseries(String parameters, String text) {
    assertThat(
            TestSite.refusal(site.api().timeseries(site.site(), TestSite.parameters(parameters))))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          limit=5                        | The `property` parameter is required. Please provide at least one property to show a breakdown by.
          property=event:nope            | Invalid property 'event:nope'. Please provide a valid property for the breakdown endpoint: https://plausible.io/docs/stats-api#properties
          property=event:props:          | Invalid property 'event:props:'. Please provide a valid property for the breakdown endpoint: https://plausible.io/docs/stats-api#properties
          property=visit:screen          | Invalid property 'visit:screen'. Please provide a valid property for the breakdown endpoint: https://plausible.io/docs/stats-api#properties
          property=event:hostname        | Property 'event:hostname' is currently not supported for breakdowns.  Please provide a valid property for the breakdown endpoint: https://plausible.io/docs/stats-api#properties
          property=event:page&limit=0    | Please provide limit as a number between 1 and 1000.
          property=event:page&limit=1001 | Please provide limit as a number between 1 and 1000.
          property=event:page&limit=abc  | Please provide limit as a number between 1 and 1000.
          property=event:name&metrics=bounce_rate      | Session metric `bounce_rate` cannot be queried for breakdown by `event:name`.
          property=event:page&metrics=views_per_visit  | Metric `views_per_visit` is not supported in breakdown queries.
          property=visit:source&metrics=time_on_page   | Metric `time_on_page` is not supported in breakdown queries (except `event:page` breakdown)
          """)
  void breakdown(String parameters, String text) {
    assertThat(TestSite.refusal(site.api().breakdown(site.site(), TestSite.parameters(parameters))))
        .isEqualTo(text);
  }

  /** What a real server does not catch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          property=event:page&page=abc
          property=event:page&filters=[["nope","event:page",["/"]]]
          property=event:page&filters=[["is","visit:country",["DEU"]]]
          property=event:page&filters=[["not",["is","event:page",["/"]]]]
          """)
  void aRealServerStumbles(String parameters) {
    assertThat(site.api().breakdown(site.site(), TestSite.parameters(parameters)).status())
        .isEqualTo(500);
  }
}
