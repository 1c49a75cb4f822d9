package io.github.plausible4j.testkit.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.internal.stats.query.SiteGoal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator and every kind of tree. */
class FiltersTest {
  /**
   * Visitor 1 comes from Google and DE, reads /, /blog/one and signs up for pro. Visitor 2 comes
   * from Bing and FR, reads /blog/two and signs up for free. Visitor 3 comes from nowhere known,
   * reads / on another host.
   */
  private static TestSite site() {
    TestSite site = new TestSite().goal(SiteGoal.event("Signup")).goal(SiteGoal.page("/blog/**"));
    one(site.pageview("2026-03-09T10:00:00Z", 1, 11, "/"));
    one(site.pageview("2026-03-09T10:01:00Z", 1, 11, "/blog/one"));
    one(site.event("2026-03-09T10:02:00Z", 1, 11, "Signup", "/blog/one").prop("plan", "pro"));
    two(site.pageview("2026-03-09T10:00:00Z", 2, 21, "/blog/two"));
    two(site.event("2026-03-09T10:02:00Z", 2, 21, "Signup", "/blog/two").prop("plan", "free"));
    site.pageview("2026-03-09T10:00:00Z", 3, 31, "/").host("other.test");
    return site;
  }

  private static void one(TestEvent event) {
    event.with("source", "Google").with("country", "DE").with("city", "2950159");
  }

  private static void two(TestEvent event) {
    event.with("source", "Bing").with("country", "FR").with("city", "2988507");
  }

  /** Visitors that the filter leaves, and their page views. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ['is','event:page',['/']]                                    | [2,2]
          ['is','event:page',['/','/blog/two']]                        | [3,3]
          ['is','event:page',[]]                                       | [0,0]
          ['is_not','event:page',['/']]                                | [2,2]
          ['is','event:page',['/BLOG/ONE'],{'case_sensitive':false}]   | [1,1]
          ['is','event:page',['/BLOG/ONE'],{'case_sensitive':true}]    | [0,0]
          ['is','event:page',['/BLOG/ONE'],{}]                         | [0,0]
          ['contains','event:page',['blog']]                           | [2,2]
          ['contains','event:page',['BLOG'],{'case_sensitive':false}]  | [2,2]
          ['contains_not','event:page',['blog']]                       | [2,2]
          ['matches','event:page',['^/blog/[a-p]+$']]                  | [1,1]
          ['matches','event:page',['two']]                             | [1,1]
          ['matches_not','event:page',['^/blog']]                      | [2,2]
          ['is','event:name',['Signup']]                               | [2,0]
          ['is_not','event:name',['pageview']]                         | [0,0]
          ['contains','event:name',['Sign']]                           | [0,0]
          ['matches_not','event:name',['Sign']]                        | [0,0]
          ['not',['is_not','event:name',['pageview']]]                 | [3,4]
          ['is','event:hostname',['other.test']]                       | [1,1]
          ['is','event:props:plan',['pro']]                            | [1,0]
          ['is','event:props:plan',['(none)']]                         | [3,4]
          ['is','event:props:plan',['(none)','pro']]                   | [3,4]
          ['is_not','event:props:plan',['pro']]                        | [3,4]
          ['is_not','event:props:plan',['(none)']]                     | [2,0]
          ['is_not','event:props:plan',['(none)','pro']]               | [1,0]
          ['contains','event:props:plan',['r']]                        | [2,0]
          ['contains_not','event:props:plan',['o']]                    | [1,0]
          ['matches','event:props:plan',['^p']]                        | [1,0]
          ['matches_not','event:props:plan',['^p']]                    | [1,0]
          ['is','event:goal',['Signup']]                               | [2,0]
          ['is','event:goal',['Visit /blog/**']]                       | [2,2]
          ['is','event:goal',['Signup','Visit /blog/**']]              | [2,2]
          ['contains','event:goal',['Sign']]                           | [2,0]
          ['contains','event:goal',['nothing']]                        | [0,0]
          ['is','event:goal',['SIGNUP'],{'case_sensitive':false}]      | [2,0]
          ['is','visit:source',['Google']]                             | [1,2]
          ['is','visit:source',['Direct / None']]                      | [1,1]
          ['is_not','visit:source',['Direct / None']]                  | [2,3]
          ['contains','visit:source',['oo','in']]                      | [2,3]
          ['contains','visit:source',['Direct','Google']]              | [2,3]
          ['contains_not','visit:source',['Direct']]                   | [2,3]
          ['contains','visit:utm_term',['none'],{'case_sensitive':false}] | [3,4]
          ['matches','visit:referrer',['^Direct']]                     | [3,4]
          ['contains','visit:channel',['Direct']]                      | [0,0]
          ['is','visit:country',['DE','FR']]                           | [2,3]
          ['is_not','visit:country',['DE']]                            | [2,2]
          ['is','visit:country_name',['France']]                       | [1,1]
          ['is','visit:city',[2950159]]                                | [1,2]
          ['is','visit:city',['2950159']]                              | [1,2]
          ['is_not','visit:city',[2950159]]                            | [2,2]
          ['is','visit:utm_source',['(not set)']]                      | [3,4]
          ['is','visit:entry_page',['/']]                              | [2,3]
          ['is','visit:exit_page',['/blog/one']]                       | [1,2]
          ['is_not','visit:entry_page',['/']]                          | [1,1]
          ['is','visit:entry_page_hostname',['other.test']]            | [1,1]
          ['and',[['is','visit:source',['Google']],['is','event:page',['/']]]] | [1,1]
          ['or',[['is','visit:source',['Bing']],['is','event:page',['/']]]]    | [3,3]
          ['not',['is','event:page',['/']]]                            | [2,2]
          ['not',['or',[['is','visit:source',['Bing']],['is','event:page',['/']]]]] | [1,1]
          ['and',[['is','visit:entry_page',['/']],['is','event:page',['/blog/one']]]] | [1,1]
          ['has_done',['is','event:goal',['Signup']]]                  | [2,3]
          ['has_not_done',['is','event:goal',['Signup']]]              | [1,1]
          ['has_done',['and',[['is','event:name',['Signup']],['is','event:props:plan',['pro']]]]] | [1,2]
          ['not',['has_done',['is','event:page',['/']]]]               | [1,1]
          """)
  void filter(String filter, String expected) {
    assertThat(
            site()
                .rows(
                    "{'metrics':['visitors','pageviews'],'date_range':'7d','filters':["
                        + filter
                        + "]}"))
        .containsExactly("[] " + expected);
  }

  /** The same on metrics of visits, where a visit counts if it has an event that is left. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ['is','event:page',['/blog/one']]                       | [1,120] # the visit of 120 s
          ['is','event:name',['Signup']]                          | [2,120] # 120 s each
          ['is','visit:source',['Direct / None']]                 | [1,0]   # one page
          ['not',['is','event:page',['/']]]                       | [0,0]   # true of no visit
          ['or',[['is','event:page',['/']],['is','visit:source',['Bing']]]] | [3,80] # 240 s of 3
          ['has_done',['is','event:page',['/']]]                  | [2,60]  # 120 s and 0 s
          ['is','visit:entry_page',['/blog/two']]                 | [1,120]
          """)
  void filterOfVisits(String filter, String expected) {
    assertThat(
            site()
                .rows(
                    "{'metrics':['visits','visit_duration'],'date_range':'7d','filters':["
                        + filter
                        + "]}"))
        .containsExactly("[] " + expected.replaceFirst("\\s*#.*", ""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          (unclosed
          (?=ahead)
          (a)\\\\1
          """)
  void aRealServerStumblesOverExpressionsThatItsDatabaseCannotRead(String expression) {
    StatsReply reply =
        site()
            .ask(
                "{'metrics':['visitors'],'date_range':'7d','filters':[['matches','event:page',['"
                    + expression
                    + "']]]}");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("{\"error\":\"internal server error\"}");
  }
}
