package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.HonourListener;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.SiteDeletion;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A site is deleted when the server has seen that its traffic ended. */
class EndedTrafficTest {
  private static final String SITE = "blog.example.com";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final List<String> limits = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  private Sites sites(boolean preview) {
    return new Sites(
        new Operations(new Database(database.dataSource()), preview, false),
        time ->
            limits.add(
                database.value(
                    "SELECT ingest_rate_limit_threshold FROM sites WHERE domain = '"
                        + SITE
                        + "'")));
  }

  @Test
  void theSiteStaysWithoutTrafficUntilTheServerHasLooked() {
    SiteDeletion deletion =
        sites(false).deleteEndingTraffic(SITE, (waited, longest) -> waits.add(waited));

    assertThat(limits).hasSize(7).containsOnly("0");
    assertThat(waits).startsWith(Duration.ZERO).endsWith(Duration.ofSeconds(30));
    assertThat(deletion.outcome()).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(deletion.changes())
        .contains("the server already drops its events and says so in a header");
    assertThat(database.holds("NOT EXISTS (SELECT 1 FROM sites WHERE domain = '" + SITE + "')"))
        .isTrue();
  }

  @Test
  void aPreviewNeitherWaitsNorWrites() {
    String before = database.content();

    assertThat(sites(true).deleteEndingTraffic(SITE, HonourListener.none()).outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
    assertThat(limits).isEmpty();
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void aSiteThatIsNotThereIsNotWaitedFor() {
    assertThat(
            sites(false)
                .deleteEndingTraffic("nowhere.example.com", HonourListener.none())
                .outcome())
        .isEqualTo(ChangeOutcome.NOT_FOUND);
    assertThat(limits).isEmpty();
  }
}
