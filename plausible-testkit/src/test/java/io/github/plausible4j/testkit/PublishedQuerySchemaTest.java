package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.plausible4j.Plausible;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that the server publishes takes the queries that it answers, and no others. */
class PublishedQuerySchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static PlausibleServer server;
  private static Schema schema;

  @BeforeAll
  static void readTheSchema() {
    server =
        PlausibleServer.builder()
            .site(TestSite.builder("a.test").eventGoal("Signup").build())
            .start();
    try (Plausible plausible = Plausible.create(server.url())) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(plausible.stats().schema());
    }
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'date_range': 'day'}",
        "{'date_range': '28d'}",
        "{'date_range': '6mo'}",
        "{'date_range': ['2026-01-01', '2026-01-02']}",
        "{'date_range': ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00+01:00']}",
        "{'metrics': ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate', 'percentage']}",
        "{'dimensions': ['visit:country_name', 'event:props:plan', 'time:week']}",
        "{'dimensions': ['event:goal'], 'metrics': ['conversion_rate', 'group_conversion_rate']}",
        "{'dimensions': ['event:page'], 'metrics': ['scroll_depth', 'time_on_page']}",
        "{'filters': [['is', 'event:goal', ['Signup']], ['contains_not', 'event:page', ['x']]]}",
        "{'filters': [['and', [['matches', 'event:page', ['^/x']], ['not', ['is', 'visit:city',"
            + " [1]]]]]]}",
        "{'filters': [['has_not_done', ['is', 'event:name', ['x'], {'case_sensitive': false}]]]}",
        "{'order_by': [['visitors', 'asc']], 'include': {'total_rows': true, 'imports': false}}",
        "{'pagination': {'limit': 10000, 'offset': 0}}",
      })
  void aQueryThatIsAnsweredIsInTheSchema(String change) throws Exception {
    JsonNode query = queryWith(change);

    assertThat(schema.validate(query)).isEmpty();
    assertThat(ask(query)).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'site_id': 5}",
        "{'date_range': '24h'}",
        "{'date_range': 'd'}",
        "{'date_range': ['2026-01-01']}",
        "{'date_range': ['2026-01-01', 'x']}",
        "{'metrics': []}",
        "{'metrics': ['visitors', 'visitors']}",
        "{'metrics': ['exit_rate']}",
        "{'metrics': ['total_revenue']}",
        "{'dimensions': ['time:minute']}",
        "{'dimensions': ['event:props:']}",
        "{'dimensions': ['segment']}",
        "{'filters': [['is', 'time:day', ['x']]]}",
        "{'filters': [['is_not', 'event:goal', ['Signup']]]}",
        "{'filters': [['matches', 'event:page', ['x'], {'case_sensitive': false}]]}",
        "{'filters': [['is', 'event:page', [true]]]}",
        "{'filters': [['is', 'event:page', ['x'], {'case': false}]]}",
        "{'filters': [['and', []]]}",
        "{'filters': [['is', 'event:page']]}",
        "{'order_by': [['event:goal', 'asc']]}",
        "{'order_by': [['visitors']]}",
        "{'order_by': [['visitors', 'up']]}",
        "{'include': {'comparisons': true}}",
        "{'include': {'imports': 1}}",
        "{'pagination': {'limit': 0}}",
        "{'pagination': {'limit': 10001}}",
        "{'pagination': {'offset': -1}}",
        "{'date': '2026-01-01'}",
      })
  void aQueryThatIsRefusedForItsFormIsNotInTheSchema(String change) throws Exception {
    JsonNode query = queryWith(change);

    assertThat(
            schema.validate(
                query,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .isNotEmpty();
    assertThat(ask(query)).isIn(400, 401);
  }

  private static JsonNode queryWith(String change) throws Exception {
    ObjectNode query =
        (ObjectNode) json("{'site_id': 'a.test', 'metrics': ['visitors'], 'date_range': '7d'}");
    query.setAll((ObjectNode) json(change));
    return query;
  }

  private static JsonNode json(String quoted) throws Exception {
    return JSON.readTree(quoted.replace('\'', '"'));
  }

  private static int ask(JsonNode query) {
    return Http.send(
            server,
            "POST",
            "/api/v2/query",
            query.toString(),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + server.apiKey())
        .statusCode();
  }
}
