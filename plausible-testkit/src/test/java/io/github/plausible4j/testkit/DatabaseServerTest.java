package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The server over a real PostgreSQL: what is written there counts with the next request. */
@Execution(ExecutionMode.SAME_THREAD)
class DatabaseServerTest {
  private static final String SECRET =
      "As0fZsJlUpuFYSthRjT5Yflg/NlxkFKPRro72xMXLF8yInZ60s6xGGXYVqml+XN1";

  private static EmbeddedPostgres postgres;
  private static DataSource database;

  private PlausibleServer server;

  @BeforeAll
  static void startDatabase() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    database = postgres.getPostgresDatabase();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void start() throws IOException, SQLException {
    try (InputStream schema = DatabaseServerTest.class.getResourceAsStream("plausible.sql")) {
      run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      run(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
    server =
        PlausibleServer.builder()
            .database(database)
            .secretKeyBase(SECRET)
            // Stands still: at midnight in UTC a visitor becomes another one.
            .clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theHashesAreThoseOfPlausible() throws SQLException {
    String key = "Ab3-_xYzAb3-_xYzAb3-_xYzAb3-_xYzAb3-_xYzAb3-_xYzAb3-_xYzAb3-_xYz";
    run(
        "INSERT INTO api_keys (user_id, team_id, key_hash, scopes) VALUES (1, 1,"
            + " '737227bf03ce57e2ae9d251c63397537f51f6b2c108af486ee39ac2a92e9af2f',"
            + " '{stats:read:*}')");
    run(
        "INSERT INTO plugins_api_tokens VALUES (gen_random_uuid(), 1,"
            + " '\\xba76f4c2bc8d7419e3390e93242353219e5c4c713077269c023deb1791cfa20e',"
            + " 'Gxwd', 'wordpress', now(), now())");

    assertThat(query(key, "mine.test")).isEqualTo(200);
    assertThat(
            plugin(
                    "plausible-plugin-selfhost-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd",
                    "GET",
                    "/goals",
                    null)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aKeyReachesOnlyTheSitesOfItsTeam() throws Exception {
    addKey("team key", 1, "1");

    assertThat(query("team key", "mine.test")).isEqualTo(200);
    assertThat(query("team key", "second.test")).isEqualTo(200);
    assertThat(query("team key", "yours.test")).isEqualTo(401);
    assertThat(query("other key", "mine.test")).isEqualTo(401);
  }

  @Test
  void aKeyWithoutTeamReachesAllSitesOfItsUser() throws Exception {
    addKey("old key", 1, "NULL");

    assertThat(query("old key", "mine.test")).isEqualTo(200);
    assertThat(query("old key", "yours.test")).isEqualTo(401);
  }

  @Test
  void aGuestReachesOnlyTheSiteOfTheInvitation() throws Exception {
    addKey("guest key", 3, "NULL");

    assertThat(query("guest key", "mine.test")).isEqualTo(200);
    assertThat(query("guest key", "second.test")).isEqualTo(401);
  }

  @Test
  void aDeletedKeyIsRefusedAtOnce() throws Exception {
    addKey("team key", 1, "1");
    assertThat(query("team key", "mine.test")).isEqualTo(200);

    run("DELETE FROM api_keys");

    assertThat(query("team key", "mine.test")).isEqualTo(401);
  }

  @Test
  void aNewSiteTakesEventsAtOnceAndOneWithoutTeamNone() throws SQLException {
    assertThat(dropped("new.test")).isEqualTo("1");

    run("INSERT INTO sites (domain, timezone, team_id) VALUES ('new.test', 'Etc/UTC', 1)");
    assertThat(dropped("new.test")).isEmpty();

    run("UPDATE sites SET team_id = NULL WHERE domain = 'new.test'");
    assertThat(dropped("new.test")).isEqualTo("1");
  }

  @Test
  void bothDomainsCountForThreeDaysAfterAChange() throws Exception {
    assertThat(dropped("mine.test")).isEmpty();
    run(
        "UPDATE sites SET domain = 'renamed.test', domain_changed_from = 'mine.test',"
            + " domain_changed_at = now() AT TIME ZONE 'utc' WHERE domain = 'mine.test'");
    addKey("team key", 1, "1");

    assertThat(dropped("mine.test")).isEmpty();
    assertThat(dropped("renamed.test")).isEmpty();
    // Version 2 compares the site of the query with the domain of today, and fails.
    assertThat(query("team key", "mine.test")).isEqualTo(500);
    assertThat(visitors("team key", "mine.test")).isEqualTo("2");
    assertThat(visitors("team key", "renamed.test")).isEqualTo("2");
    assertThat(server.events())
        .extracting(RecordedEvent::site)
        .contains("mine.test", "renamed.test");

    run("UPDATE sites SET domain_changed_at = domain_changed_at - interval '4 days'");
    assertThat(dropped("mine.test")).isEqualTo("1");
  }

  @Test
  void limitsAndLocksOfTheDatabaseCount() throws Exception {
    run("UPDATE sites SET ingest_rate_limit_threshold = 0 WHERE domain = 'mine.test'");
    run("UPDATE teams SET accept_traffic_until = '2020-01-01' WHERE id = 2");
    run("UPDATE teams SET locked = true WHERE id = 1");
    addKey("team key", 1, "1");

    assertThat(dropped("mine.test")).isEqualTo("1");
    assertThat(dropped("yours.test")).isEqualTo("1");
    assertThat(query("team key", "mine.test")).isEqualTo(402);
    assertThat(server.dropped())
        .extracting(DroppedEvent::reason)
        .containsExactly(DroppedEvent.Reason.INGEST_LIMIT, DroppedEvent.Reason.PAYMENT_REQUIRED);
  }

  @Test
  void theHourlyLimitOfTheTeamCounts() throws Exception {
    run("UPDATE teams SET hourly_api_request_limit = 1 WHERE id = 1");
    addKey("team key", 1, "1");

    assertThat(query("team key", "mine.test")).isEqualTo(200);
    assertThat(query("team key", "mine.test")).isEqualTo(429);
  }

  @Test
  void theStartOfStatisticsIsThatOfTheDatabase() throws Exception {
    run("UPDATE sites SET stats_start_date = '2020-02-29' WHERE domain = 'mine.test'");
    addKey("team key", 1, "1");

    HttpResponse<String> everything =
        Http.send(
            server,
            "POST",
            "/api/v2/query",
            "{\"site_id\":\"mine.test\",\"metrics\":[\"visitors\"],\"date_range\":\"all\"}",
            "Authorization",
            "Bearer team key",
            "Content-Type",
            "application/json");

    assertThat(everything.body()).contains("\"date_range\":[\"2020-02-29T00:00:00");
  }

  @Test
  void thePluginsApiWritesWhereTheApplicationReads() throws Exception {
    String token = server.pluginToken("mine.test");
    String goal =
        "{\"goal_type\":\"Goal.CustomEvent\",\"goal\":{\"event_name\":\"Buy\",\"custom_props\":{\"plan\":\"pro\"}}}";

    assertThat(plugin(token, "PUT", "/goals", goal).statusCode()).isEqualTo(201);
    assertThat(plugin(token, "PUT", "/goals", goal).statusCode()).isEqualTo(201);
    assertThat(plugin(token, "PUT", "/custom_props", "{\"custom_prop\":{\"key\":\"plan\"}}").body())
        .isEqualTo("{\"custom_props\":[{\"custom_prop\":{\"key\":\"plan\"}}]}");
    assertThat(plugin(token, "PUT", "/shared_links", "{\"shared_link\":{\"name\":\"all\"}}").body())
        .contains("\"password_protected\":false");
    assertThat(
            plugin(
                    token,
                    "PUT",
                    "/tracker_script_configuration",
                    "{\"tracker_script_configuration\":{\"installation_type\":\"gtm\",\"file_downloads\":true}}")
                .body())
        .contains("\"installation_type\":\"gtm\"", "\"file_downloads\":true");

    assertThat(plugin(token, "GET", "/goals", null).body()).contains("\"plan\":\"pro\"");
    assertThat(count("SELECT count(*) FROM goals WHERE site_id = 1 AND event_name = 'Buy'"))
        .isOne();
    assertThat(count("SELECT count(*) FROM shared_links WHERE site_id = 1")).isOne();
    run("DELETE FROM goals");
    assertThat(plugin(token, "GET", "/goals", null).body()).contains("\"goals\":[]");
  }

  @Test
  void keysAndSitesAreNotGivenTwice() {
    assertThatThrownBy(server::apiKey)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("create one there");
    assertThatThrownBy(() -> PlausibleServer.builder().database(database).site("a.test").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave out site");
    assertThatThrownBy(() -> server.pluginToken("nosuch.test")).hasMessageContaining("nosuch.test");
  }

  @Test
  void withoutTheSecretNoKeyCounts() throws Exception {
    addKey("team key", 1, "1");
    try (PlausibleServer without = PlausibleServer.builder().database(database).start()) {
      assertThat(query(without, "team key", "mine.test")).isEqualTo(401);
    }
  }

  private void addKey(String key, int user, String team)
      throws SQLException, NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest((SECRET + key).getBytes(StandardCharsets.UTF_8));
    run(
        "INSERT INTO api_keys (user_id, team_id, key_hash, scopes) VALUES ("
            + user
            + ", "
            + team
            + ", '"
            + HexFormat.of().formatHex(hash)
            + "', '{stats:read:*}')");
  }

  private String visitors(String key, String site) {
    return Http.get(
            server,
            "/api/v1/stats/realtime/visitors?site_id=" + site,
            "Authorization",
            "Bearer " + key)
        .body();
  }

  private int query(String key, String site) {
    return query(server, key, site);
  }

  private static int query(PlausibleServer server, String key, String site) {
    return Http.send(
            server,
            "POST",
            "/api/v2/query",
            "{\"site_id\":\"" + site + "\",\"metrics\":[\"visitors\"],\"date_range\":\"day\"}",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + key)
        .statusCode();
  }

  private String dropped(String domain) {
    return Http.event(
            server, "{\"name\":\"x\",\"url\":\"https://a.test/\",\"domain\":\"" + domain + "\"}")
        .headers()
        .firstValue("x-plausible-dropped")
        .orElse("");
  }

  private HttpResponse<String> plugin(String token, String method, String path, String body) {
    return Http.send(
        server,
        method,
        "/api/plugins/v1" + path,
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8)));
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
