package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts with which a query is refused; every row keeps the rest of the query in order. */
class RefusalsTest {
  /** What passes every check of 3.2.0 and fails in its database. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'metrics':['visitors'],'dimensions':['visit:screen']",
        "'metrics':['visits'],'dimensions':['time:day','time:month']",
        "'metrics':['visits'],'dimensions':['time','event:page','time:week']",
        "'metrics':['percentage'],'dimensions':['time:hour']",
        "'metrics':['conversion_rate','percentage'],'filters':[['is','event:goal',['Signup']]]",
        "'metrics':['group_conversion_rate','scroll_depth'],'dimensions':['event:page'],"
            + "'filters':[['is','event:goal',['Signup']]]",
        "'metrics':['pageviews'],'dimensions':['event:page','visit:exit_page']",
        "'metrics':['percentage'],'dimensions':['event:props:plan','visit:entry_page']",
        "'metrics':['visits'],'dimensions':['visit:exit_page_hostname']",
        "'metrics':['visits'],'filters':[['contains','visit:city',[2643743]]]",
        "'metrics':['visits'],'filters':[['matches_not','visit:city',['2']]]",
        "'metrics':['visits'],'filters':[['is_not','visit:city',[0],{'case_sensitive':false}]]",
        "'metrics':['visits'],'filters':[['is','visit:city',['London']]]",
        "'metrics':['visits'],'filters':[['not',['contains','event:page',[]]]]",
        "'metrics':['visits'],'filters':[['matches_not','visit:os',[]]]"
      })
  void aRealServerFailsInItsDatabase(String query) {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup"));

    StatsReply reply = site.ask("{'date_range':'all'," + query + "}");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("{\"error\":\"internal server error\"}");
  }

  /** Their like that it answers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'metrics':['percentage'],'dimensions':['time:day']",
        "'metrics':['pageviews','percentage'],'dimensions':['time:hour']",
        "'metrics':['group_conversion_rate','percentage'],'filters':[['is','event:goal',['Signup']]]",
        "'metrics':['visits'],'filters':[['is','visit:screen',['Desktop']]]",
        "'metrics':['visits'],'filters':[['is','visit:city',['2643743']]]",
        "'metrics':['visits'],'filters':[['is','event:page',[]]]"
      })
  void aRealServerAnswersTheirLike(String query) {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup"));

    assertThat(site.ask("{'date_range':'all'," + query + "}").status()).isEqualTo(200);
  }

  private final TestSite site = new TestSite().goal(SiteGoal.event("Signup"));

  /** What is wrong with the form, key by key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'date_range':'24h'                        | #/date_range: Invalid date range "24h"
          'date_range':'realtime'                   | #/date_range: Invalid date range "realtime"
          'date_range':'bad_period'                 | #/date_range: Invalid date range "bad_period"
          'date_range':'-7d'                        | #/date_range: Invalid date range "-7d"
          'date_range':7                            | #/date_range: Invalid date range 7
          'date_range':null                         | #/date_range: Invalid date range nil
          'date_range':['2026-01-01']               | #/date_range: Invalid date range ["2026-01-01"]
          'date_range':['2026-02-30','2026-03-01']  | #/date_range: Invalid date range ["2026-02-30", "2026-03-01"]
          'date_range':['2026-03-01',1]             | #/date_range: Invalid date range ["2026-03-01", 1]
          'date_range':{'from':'x'}                 | #/date_range: Invalid date range %{"from" => "x"}
          'date_range':['2026-03-01','2026-03-01T00:00:00Z'] | #/date_range: Invalid date range ["2026-03-01", "2026-03-01T00:00:00Z"]
          'metrics':[]                              | #/metrics: Expected a minimum of 1 items but got 0.
          'metrics':'visitors'                      | #/metrics: Type mismatch. Expected Array but got String.
          'metrics':['visitors','visitors']         | #/metrics: Expected items to be unique but they were not.
          'metrics':['nonsense']                    | #/metrics/0: Invalid metric "nonsense"
          'metrics':['visitors','exit_rate']        | #/metrics/1: Invalid metric "exit_rate"
          'metrics':['total_revenue']               | #/metrics/0: Invalid metric "total_revenue"
          'metrics':[1.50]                          | #/metrics/0: Invalid metric 1.5
          'metrics':['sample_percent']              | #/metrics/0: Invalid metric "sample_percent"
          'dimensions':'event:page'                 | #/dimensions: Type mismatch. Expected Array but got String.
          'dimensions':['event:nonsense']           | #/dimensions/0: Invalid dimension "event:nonsense"
          'dimensions':['event:props:']             | #/dimensions/0: Invalid dimension "event:props:"
          'dimensions':['time:minute']              | #/dimensions/0: Invalid dimension "time:minute"
          'dimensions':['segment']                  | #/dimensions/0: Invalid dimension "segment"
          'dimensions':['event:page','event:page']  | #/dimensions: Expected items to be unique but they were not.
          'filters':{'a':1}                         | #/filters: Type mismatch. Expected Array but got Object.
          'filters':['is']                          | #/filters/0: Invalid filter "is"
          'filters':[[]]                            | #/filters/0: Invalid filter []
          'filters':[['is','event:page']]           | #/filters/0: Invalid filter ["is", "event:page"]
          'filters':[['is','event:page','/']]       | #/filters/0: Invalid filter ["is", "event:page", "/"]
          'filters':[['is','visit:name',['foo']]]   | #/filters/0: Invalid filter ["is", "visit:name", ["foo"]]
          'filters':[['is','time',['x']]]           | #/filters/0: Invalid filter ["is", "time", ["x"]]
          'filters':[['exists','event:page',['/']]] | #/filters/0: Invalid filter ["exists", "event:page", ["/"]]
          'filters':[['is_not','event:goal',['Signup']]] | #/filters/0: Invalid filter ["is_not", "event:goal", ["Signup"]]
          'filters':[['contains','segment',[1]]]    | #/filters/0: Invalid filter ["contains", "segment", [1]]
          'filters':[['is','event:page',[true]]]    | #/filters/0: Invalid filter ["is", "event:page", [true]]
          'filters':[['is','event:page',['/'],{'case':true}]] | #/filters/0: Invalid filter ["is", "event:page", ["/"], %{"case" => true}]
          'filters':[['is','event:page',['/'],{'case_sensitive':1}]] | #/filters/0: Invalid filter ["is", "event:page", ["/"], %{"case_sensitive" => 1}]
          'filters':[['matches','event:page',['/'],{'case_sensitive':false}]] | #/filters/0: Invalid filter ["matches", "event:page", ["/"], %{"case_sensitive" => false}]
          'filters':[['matches_wildcard','event:page',['/']]] | #/filters/0: Invalid filter ["matches_wildcard", "event:page", ["/"]]
          'filters':[['and',[]]]                    | #/filters/0: Invalid filter ["and", []]
          'filters':[['or',[['x']]]]                | #/filters/0: Invalid filter ["or", [["x"]]]
          'filters':[['not']]                       | #/filters/0: Invalid filter ["not"]
          'filters':[['not',['is','event:page',['/']],1]] | #/filters/0: Invalid filter ["not", ["is", "event:page", ["/"]], 1]
          'filters':[['has_done',['x']]]            | #/filters/0: Invalid filter ["has_done", ["x"]]
          'order_by':'visitors'                     | #/order_by: Type mismatch. Expected Array but got String.
          'order_by':['visitors']                   | #/order_by/0: Type mismatch. Expected Array but got String.
          'order_by':[['visitors']]                 | #/order_by/0: Expected a minimum of 2 items but got 1.
          'order_by':[['event:goal','asc']]         | #/order_by/0/0: Invalid value in order_by "event:goal"
          'order_by':[['visitors','up']]            | #/order_by/0/1: Value is not allowed in enum.
          'include':true                            | #/include: Type mismatch. Expected Object but got Boolean.
          'include':{'total_rows':'yes'}            | #/include/total_rows: Type mismatch. Expected Boolean but got String.
          'include':{'comparisons':{}}              | #/include/comparisons: Schema does not allow additional properties.
          'pagination':[]                           | #/pagination: Type mismatch. Expected Object but got Array.
          'pagination':{'limit':0}                  | #/pagination/limit: Expected the value to be >= 1
          'pagination':{'limit':10001}              | #/pagination/limit: Expected the value to be <= 10000
          'pagination':{'limit':'5'}                | #/pagination/limit: Type mismatch. Expected Integer but got String.
          'pagination':{'limit':1.5}                | #/pagination/limit: Type mismatch. Expected Integer but got Number.
          'pagination':{'limit':null}               | #/pagination/limit: Type mismatch. Expected Integer but got Null.
          'pagination':{'offset':-1}                | #/pagination/offset: Expected the value to be >= 0
          'pagination':{'page':2}                   | #/pagination/page: Schema does not allow additional properties.
          'timezone':'Europe/Berlin'                | #/timezone: Schema does not allow additional properties.
          'date':'2026-03-01'                       | #/date: Schema does not allow additional properties.
          'site_id':5                               | #/site_id: Type mismatch. Expected String but got Integer.
          """)
  void form(String part, String text) {
    assertThat(refusal(part)).isEqualTo(text);
  }

  /** What is well-formed and still not to be asked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'date_range':'0d'       | Invalid date_range "0d"
          'date_range':'5001d'    | Invalid date_range "5001d"
          'date_range':'101mo'    | Invalid date_range "101mo"
          'date_range':'999999999999mo' | Invalid date_range "999999999999mo"
          'date_range':['2026-03-01T00:00:00','2026-03-02T00:00:00'] | Invalid date_range '["2026-03-01T00:00:00", "2026-03-02T00:00:00"]'.
          'filters':[['is','event:page',[1]]] | Invalid filter '["is", "event:page", [1]]'.
          'filters':[['is','visit:city',[1,'2']]] | Invalid filter '["is", "visit:city", [1, "2"]]'.
          'filters':[['is','visit:city',[1.0]]] | Invalid filter '["is", "visit:city", [1.0]]'.
          'filters':[['is','segment',['1']]] | Invalid filter '["is", "segment", ["1"]]'.
          'filters':[['is','visit:country',['DEU']]] | Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.
          'filters':[['is','segment',[1]]] | Invalid filters. Some segments don't exist or aren't accessible.
          'filters':[['is','segment',[1,2,3,4,5,6,7,8,9,10,11]]] | Invalid filters. You can only use up to 10 segment filters in a query.
          'order_by':[['events','desc']] | Invalid order_by entry '{:events, :desc}'. Entry is not a queried metric or dimension.
          'order_by':[['event:page','asc']] | Invalid order_by entry '{"event:page", :asc}'. Entry is not a queried metric or dimension.
          'filters':[['and',[['is','event:goal',['Signup']]]]] | Invalid filters. Dimension `event:goal` can only be filtered at the top level.
          'filters':[['not',['is','event:hostname',['x']]]] | Invalid filters. Dimension `event:hostname` can only be filtered at the top level.
          'metrics':['conversion_rate'],'filters':[['is','event:goal',['Signup']],['not',['is','event:props:plan',['x']]]] | Invalid filters. When `conversion_rate` or `group_conversion_rate` metrics are used, custom property filters can only be used on top level.
          'filters':[['has_done',['has_done',['is','event:page',['/']]]]] | Invalid filters. Behavioral filters (has_done, has_not_done) cannot be nested.
          'filters':[['has_not_done',['is','visit:source',['x']]]] | Invalid filters. Behavioral filters (has_done, has_not_done) can only be used with event dimension filters.
          'filters':[['is','event:goal',['Nope']]] | Invalid filters. The goal `Nope` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals
          'filters':[['has_done',['is','event:goal',['Nope']]]] | Invalid filters. The goal `Nope` is not configured for this site. Find out how to configure goals here: https://plausible.io/docs/stats-api#filtering-by-goals
          'metrics':['conversion_rate'] | Metric `conversion_rate` can only be queried with event:goal filters or dimensions.
          'metrics':['group_conversion_rate'],'dimensions':['event:page'] | Metric `group_conversion_rate` can only be queried with event:goal filters or dimensions.
          'metrics':['conversion_rate'],'filters':[['has_done',['is','event:goal',['Signup']]]] | Metric `conversion_rate` can only be queried with event:goal filters or dimensions.
          'metrics':['scroll_depth'] | Metric `scroll_depth` can only be queried with event:page filters or dimensions.
          'metrics':['scroll_depth'],'filters':[['and',[['is','event:page',['/']]]]] | Metric `scroll_depth` can only be queried with event:page filters or dimensions.
          'metrics':['time_on_page'],'dimensions':['visit:source'] | Metric `time_on_page` can only be queried with event:page filters or dimensions.
          'metrics':['views_per_visit'],'dimensions':['event:page'] | Metric `views_per_visit` cannot be queried with `dimensions`.
          'metrics':['views_per_visit'],'filters':[['is','event:page',['/']]] | Metric `views_per_visit` cannot be queried with a filter on `event:page`.
          'metrics':['bounce_rate'],'dimensions':['event:props:foo'] | Session metric(s) `bounce_rate` cannot be queried along with event dimension(s) `event:props:foo`
          'metrics':['bounce_rate','visit_duration'],'dimensions':['event:name','event:page'] | Session metric(s) `bounce_rate`, `visit_duration` cannot be queried along with event dimension(s) `event:name`, `event:page`
          'metrics':['events'],'dimensions':['visit:exit_page'] | Event metric(s) `events` cannot be queried along with session dimension(s) `visit:exit_page`
          'include':{'time_labels':true} | Invalid include.time_labels: requires a time dimension.
          """)
  void meaning(String part, String text) {
    assertThat(refusal(part)).isEqualTo(text);
  }

  @Test
  void allProblemsOfTheFormAreReportedKeyByKey() {
    assertThat(
            site.refusal(
                "{'zebra':1,'metrics':['nope',5],'date_range':'x','dimensions':['nah'],'alpha':2}"))
        .isEqualTo(
            """
            #/date_range: Invalid date range "x"
            #/dimensions/0: Invalid dimension "nah"
            #/metrics/0: Invalid metric "nope"
            #/metrics/1: Invalid metric 5
            #/alpha: Schema does not allow additional properties.
            #/zebra: Schema does not allow additional properties.\
            """);
    assertThat(site.refusal("{'date_range':'7d'}"))
        .isEqualTo("#: Required property metrics was not present.");
    assertThat(site.refusal("{}"))
        .isEqualTo("#: Required properties metrics, date_range were not present.");
  }

  @Test
  void anOrderOfThreeIsTwiceTooLong() {
    assertThat(refusal("'order_by':[['visitors','asc','x']]"))
        .isEqualTo(
            "#/order_by/0: Schema does not allow additional items.\n"
                + "#/order_by/0: Expected a maximum of 2 items but got 3.");
  }

  @Test
  void goalsNeedNotExistWhereTheyAreLookedFor() {
    assertThat(site.ask(query("'filters':[['contains','event:goal',['Nope']]]")).status())
        .isEqualTo(200);
    assertThat(
            site.ask(query("'filters':[['is','event:goal',['Nope'],{'case_sensitive':true}]]"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aRealServerStumblesOverNoSegments() {
    assertThat(site.ask(query("'filters':[['is','segment',[]]]")).status()).isEqualTo(500);
  }

  private String refusal(String part) {
    return site.refusal(query(part));
  }

  private static String query(String part) {
    String metrics = part.startsWith("'metrics'") ? "" : "'metrics':['visitors'],";
    String range = part.startsWith("'date_range'") ? "" : "'date_range':'7d',";
    return "{" + metrics + range + part + "}";
  }
}
