package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of answers: order, pages, what comes beside the rows. */
class AnswersTest {
  /** Pages /a with 3 views of 1 visitor, /b with 2 of 2, /c with 1 of 1 and engagement. */
  private static TestSite site() {
    TestSite site = new TestSite();
    for (int second = 0; second < 3; second++) {
      site.pageview("2026-03-09T10:00:0" + second + "Z", 1, 11, "/a");
    }
    site.pageview("2026-03-09T10:00:05Z", 1, 11, "/b");
    site.pageview("2026-03-09T10:00:05Z", 2, 21, "/b");
    site.pageview("2026-03-09T10:00:06Z", 2, 21, "/c");
    site.engagement("2026-03-09T10:00:10Z", 2, 21, "/c").engaged(4_000, 70);
    return site;
  }

  @Test
  void anAnswerRepeatsTheQueryAsItWasUnderstood() {
    StatsReply reply =
        site()
            .ask(
                "{'metrics':['visitors'],'date_range':['2026-03-09','2026-03-09'],"
                    + "'dimensions':['event:page'],"
                    + "'filters':[['is','event:page',['/B'],{'case_sensitive':false}],"
                    + "['not',['or',[['is','visit:city',[5]],['has_done',['is','event:name',['x']]]]]]],"
                    + "'include':{'total_rows':true,'imports':true,'time_labels':false}}");

    assertThat(reply)
        .isEqualTo(
            new StatsReply(
                200,
                ("{'results':[{'metrics':[2],'dimensions':['/b']}],"
                        + "'meta':{'imports_included':false,'imports_skip_reason':'no_imported_data',"
                        + "'total_rows':1},'query':{'site_id':'site.test','metrics':['visitors'],"
                        + "'date_range':['2026-03-09T00:00:00Z','2026-03-09T23:59:59Z'],"
                        + "'filters':[['is','event:page',['/B'],{'case_sensitive':false}],"
                        + "['not',['or',[['is','visit:city',[5]],"
                        + "['has_done',['is','event:name',['x']]]]]]],"
                        + "'dimensions':['event:page'],'order_by':[['visitors','desc']],"
                        + "'include':{'imports':true,'total_rows':true},"
                        + "'pagination':{'offset':0,'limit':10000}}}")
                    .replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [['pageviews','desc']]                    | /a /b /c
          [['pageviews','asc']]                     | /c /b /a
          [['visitors','desc'],['event:page','desc']] | /b /c /a
          [['event:page','desc']]                   | /c /b /a
          """)
  void rowsAreInOrder(String order, String pages) {
    assertThat(pages("'metrics':['visitors','pageviews'],'order_by':" + order)).isEqualTo(pages);
  }

  @Test
  void rowsWithNothingToMeasureComeLastInEitherDirection() {
    assertThat(pages("'metrics':['scroll_depth'],'order_by':[['scroll_depth','desc']]"))
        .startsWith("/c ");
    assertThat(pages("'metrics':['scroll_depth'],'order_by':[['scroll_depth','asc']]"))
        .startsWith("/c ");
  }

  @Test
  void byDefaultTimeRisesAndTheFirstMetricFalls() {
    JsonNode answer =
        site()
            .answer(
                "{'metrics':['pageviews','visitors'],'date_range':'7d',"
                    + "'dimensions':['visit:source','time:day']}");

    assertThat(answer.at("/query/order_by").toString())
        .isEqualTo("[[\"time:day\",\"asc\"],[\"pageviews\",\"desc\"]]");
  }

  @Test
  void timeIsOrderedByItsUnit() {
    JsonNode answer =
        site()
            .answer(
                "{'metrics':['visitors'],'date_range':'7d','dimensions':['time'],"
                    + "'order_by':[['time','desc']]}");

    assertThat(answer.at("/query/order_by").toString()).isEqualTo("[[\"time:day\",\"desc\"]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'limit':2}            | /a /b | 3
          {'limit':2,'offset':2} | /c    | 3
          {'offset':1}           | /b /c | 3
          {'limit':2,'offset':3} |       | 0
          """)
  void pagesArePartsOfTheRows(String page, String pages, int totalRows) {
    JsonNode answer =
        site()
            .answer(
                "{'metrics':['pageviews'],'date_range':'7d','dimensions':['event:page'],"
                    + "'include':{'total_rows':true},'pagination':"
                    + page
                    + "}");

    assertThat(pages(answer)).isEqualTo(pages == null ? "" : pages);
    assertThat(answer.at("/meta/total_rows").intValue()).isEqualTo(totalRows);
  }

  @Test
  void aFilterOnTheHostnameIsAlsoOneOnThatOfTheVisit() {
    TestSite site = new TestSite();
    site.pageview("2026-03-09T10:00:00Z", 1, 11, "/").with("source", "Google");
    site.pageview("2026-03-09T10:00:01Z", 1, 11, "/").with("source", "Google").host("shop.test");

    // The visit came to site.test from Google; on shop.test it was no arrival.
    String query =
        "{'metrics':['visitors'],'date_range':'7d','dimensions':['visit:source'],"
            + "'filters':[['is','event:hostname',['%s']]]}";
    assertThat(site.rows(query.formatted("site.test"))).containsExactly("[\"Google\"] [1]");
    assertThat(site.rows(query.formatted("shop.test"))).isEmpty();
    assertThat(site.answer(query.formatted("shop.test")).at("/query/filters").toString())
        .isEqualTo(
            "[[\"is\",\"event:hostname\",[\"shop.test\"]],"
                + "[\"is\",\"visit:entry_page_hostname\",[\"shop.test\"]]]");
  }

  private static String pages(String query) {
    return pages(site().answer("{" + query + ",'date_range':'7d','dimensions':['event:page']}"));
  }

  private static String pages(JsonNode answer) {
    List<String> pages = new ArrayList<>();
    answer.get("results").forEach(row -> pages.add(row.at("/dimensions/0").textValue()));
    return String.join(" ", pages);
  }
}
