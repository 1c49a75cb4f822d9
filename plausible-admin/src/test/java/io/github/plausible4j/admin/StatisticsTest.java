package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.internal.rotation.LoopbackClickHouse;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TableSize;
import io.github.plausible4j.admin.model.VisitFilter;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The statements that ClickHouse gets, their order, and what becomes of its answers. */
class StatisticsTest {
  private static final SecretValue PASSWORD = SecretValue.of("pass-of-clickhouse");
  private static final String OLD = "toDateTime('2025-01-01 00:00:00', 'UTC')";
  private static final String VISITS = "`events`.`sessions_v2`";
  private static final String EVENTS = "`events`.`events_v2`";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final LoopbackClickHouse server =
      LoopbackClickHouse.start("plausible", PASSWORD.reveal());
  private final PlausibleAdmin admin =
      PlausibleAdmin.connect(database.dataSource())
          .withClickHouse(URI.create(server.address() + "/events"), "plausible", PASSWORD);

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  private void has(long visits, long events, String ofVisits, String ofEvents) {
    server
        .answering(count(VISITS, ofVisits), List.of(List.of(String.valueOf(visits))))
        .answering(count(EVENTS, ofEvents), List.of(List.of(String.valueOf(events))))
        .answering(deletion(VISITS, ofVisits), List.of())
        .answering(deletion(EVENTS, ofEvents), List.of());
  }

  private static String count(String table, String condition) {
    return "SELECT count() FROM " + table + " WHERE " + condition;
  }

  private static String deletion(String table, String condition) {
    return "ALTER TABLE " + table + " DELETE WHERE " + condition + " SETTINGS mutations_sync = 2";
  }

  @Test
  void aPreviewCountsAndDeletesNothing() {
    has(3, 9, "start < " + OLD, "timestamp < " + OLD);

    assertThat(admin.preview().statistics().deleteVisitsBefore(LocalDate.of(2025, 1, 1)).changes())
        .containsExactly("9 events deleted", "3 visits deleted");
    assertThat(server.statements()).noneMatch(sql -> sql.startsWith("ALTER"));
  }

  @Test
  void oldVisitsGoBeforeTheirEventsAndAreWaitedFor() {
    has(3, 9, "start < " + OLD, "timestamp < " + OLD);

    admin.statistics().deleteVisitsBefore(LocalDate.of(2025, 1, 1));

    assertThat(server.statements())
        .filteredOn(sql -> sql.startsWith("ALTER"))
        .containsExactly(
            deletion(VISITS, "start < " + OLD), deletion(EVENTS, "timestamp < " + OLD));
    has(0, 0, "start < " + OLD, "timestamp < " + OLD);
    assertThat(admin.statistics().deleteVisitsBefore(LocalDate.of(2025, 1, 1)).outcome())
        .isEqualTo(ChangeOutcome.UNCHANGED);
    assertThat(server.statements()).filteredOn(sql -> sql.startsWith("ALTER")).hasSize(2);
  }

  @Test
  void spamIsDeletedByVisitWhateverIsInItsText() {
    long site = Long.parseLong(database.value("SELECT min(id) FROM sites"));
    String domain = database.value("SELECT domain FROM sites WHERE id = " + site);
    String condition =
        "site_id = "
            + site
            + " AND session_id IN (SELECT session_id FROM "
            + EVENTS
            + " WHERE site_id = "
            + site
            + " AND position(referrer, '100%s \\' OR 1') > 0)";
    has(1, 2, condition, condition);

    assertThat(
            admin
                .statistics()
                .deleteWhere(
                    domain, VisitFilter.contains(VisitFilter.Field.REFERRER, "100%s ' OR 1"))
                .changes())
        .containsExactly("2 events deleted", "1 visits deleted");
  }

  @Test
  void aSiteThatIsNotThereIsRefusedBeforeClickHouseIsAsked() {
    assertThatThrownBy(
            () ->
                admin
                    .statistics()
                    .deleteWhere(
                        "nowhere.example.com", VisitFilter.is(VisitFilter.Field.PAGE, "/x")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("There is no site \"nowhere.example.com\"; see sites().list()");
    assertThat(server.statements()).isEmpty();
  }

  @Test
  void aSiteHasItsShareOfTheTables() {
    long site = Long.parseLong(database.value("SELECT min(id) FROM sites"));
    server
        .answering(
            "SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND"
                + " database = 'events' GROUP BY table ORDER BY sum(bytes_on_disk) DESC, table",
            List.of(
                List.of("events_v2", "1000", "50000"),
                List.of("sessions_v2", "100", "9000"),
                List.of("location_data", "10", "10")))
        .answering(count(EVENTS, "site_id = " + site), List.of(List.of("250")))
        .answering(count(VISITS, "site_id = " + site), List.of(List.of("10")));

    assertThat(admin.statistics().sizes()).hasSize(3);
    assertThat(
            admin.statistics().sizes(database.value("SELECT domain FROM sites WHERE id = " + site)))
        .containsExactly(
            new TableSize("events_v2", 250, 12500), new TableSize("sessions_v2", 10, 900));
  }

  @Test
  void aRefusalOfClickHouseIsPassedOnWithoutThePassword() {
    PlausibleAdmin wrong =
        admin.withClickHouse(
            URI.create(server.address() + "/events"), "plausible", SecretValue.of("wrong-one"));

    assertThatThrownBy(() -> wrong.statistics().sizes())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("statistics.sizes failed")
        .hasMessageContaining("AUTHENTICATION_FAILED")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong-one"));
  }

  @Test
  void withoutClickHouseTheErrorSaysHowToSetIt() {
    PlausibleAdmin plain = PlausibleAdmin.connect(database.dataSource());

    assertThatThrownBy(plain::statistics)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call withClickHouse first");
  }
}
