package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.admin.model.SiteDeletion;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.TeamInfo;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {
  private static final String ME = "me@example.org";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin = PlausibleAdmin.connect(database.dataSource());
  private final Sites sites = admin.sites();

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Shop.Example.com,shop.example.com",
    "https://www.example.com/,example.com",
    "http://example.com/blog/,example.com/blog",
    "HTTPS://WWW.Example.COM//,example.com",
    "www.www.example.com,example.com",
    " example.com ,example.com",
    "bücher.example,bücher.example",
  })
  void domainsAreStoredAsTheApplicationStoresThem(String given, String stored) {
    assertThat(DomainName.normalise(given)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "two words",
        "example.com?page=1",
        "<b>",
        "example.com:8080",
        "m²",
        "a@b.example"
      })
  void whatIsNotADomainIsRefused(String given) {
    assertThatThrownBy(() -> DomainName.normalise(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use one such as blog.example.com");
  }

  @Test
  void aDomainMayHave255Characters() {
    String longest = "a".repeat(251) + ".com";

    assertThat(sites.create(longest, ZoneOffset.UTC, ME).site().domain()).isEqualTo(longest);
    assertThatThrownBy(() -> sites.create("a" + longest, ZoneOffset.UTC, ME))
        .hasMessageContaining("at most 255 letters");
  }

  @Test
  void aSiteCountsFromNowOnInWhateverZoneItsAdministratorIs() {
    PlausibleAdmin.connect(inZone("Pacific/Kiritimati"))
        .sites()
        .create("far.example.com", ZoneOffset.UTC, ME);

    assertThat(
            database.holds(
                "SELECT abs(extract(epoch FROM native_stats_start_at - now() AT TIME ZONE 'utc'))"
                    + " < 60 FROM sites WHERE domain = 'far.example.com'"))
        .isTrue();
  }

  @Test
  void aSiteOfAnEarlyReleaseIsFoundByADomainWithAPort() {
    database.run("UPDATE sites SET domain = 'localhost:8000'");

    assertThat(sites.find("http://localhost:8000/")).isPresent();
    assertThat(sites.changeDomain("localhost:8000", "blog.example.com").outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC+02:00", "GMT-3", "+01:00"})
  void aZoneThatTheServerDoesNotKnowIsRefused(String zone) {
    assertThatThrownBy(() -> sites.changeTimezone("blog.example.com", ZoneId.of(zone)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not in the IANA database; use one such as Europe/Berlin");
  }

  @Test
  void utcIsStoredUnderItsNameAndOffsetsAreRefused() {
    assertThat(sites.create("a.example", ZoneOffset.UTC, ME).site().timezone())
        .isEqualTo("Etc/UTC");
    assertThatThrownBy(() -> sites.create("b.example", ZoneOffset.ofHours(2), ME))
        .hasMessageContaining("use one such as Europe/Berlin");
  }

  @Test
  void aUserWithoutATeamGetsOneWithTheFirstSite() {
    SiteInfo site = sites.create("a.example", ZoneId.of("UTC"), "you@example.org").site();

    assertThat(site.teamId()).isPresent();
    assertThat(admin.teams().list())
        .filteredOn(team -> team.owners().contains("you@example.org"))
        .singleElement()
        .extracting(TeamInfo::hourlyApiRequests)
        .isEqualTo(1_000_000);
  }

  @Test
  void aFormerDomainIsNotGivenAwayWithin72HoursButMayComeBack() {
    sites.changeDomain("blog.example.com", "diary.example.com");

    assertThatThrownBy(() -> sites.create("blog.example.com", ZoneId.of("UTC"), ME))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is the former domain of \"diary.example.com\"");
    assertThat(sites.find("diary.example.com"))
        .get()
        .satisfies(site -> assertThat(site.formerDomain()).contains("blog.example.com"));
    assertThat(sites.changeDomain("diary.example.com", "blog.example.com").outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
  }

  @Test
  void aDomainThatIsTakenIsRefused() {
    sites.create("a.example", ZoneId.of("UTC"), ME);

    assertThatThrownBy(() -> sites.changeDomain("a.example", "blog.example.com"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is the domain of another site");
    assertThat(sites.changeDomain("nowhere.example", "b.example").outcome())
        .isEqualTo(ChangeOutcome.NOT_FOUND);
  }

  @Test
  void aLimitCanBeTakenAway() {
    sites.limitIngestion("blog.example.com", 0, Duration.ofSeconds(1));

    assertThat(sites.unlimitIngestion("blog.example.com").outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
    assertThat(sites.unlimitIngestion("blog.example.com").outcome())
        .isEqualTo(ChangeOutcome.UNCHANGED);
    assertThat(database.holds("(SELECT ingest_rate_limit_threshold IS NULL FROM sites)")).isTrue();
  }

  @Test
  void theChoiceOfPropertiesCanBeTakenBack() {
    sites.allowProperties("blog.example.com", List.of("author", "author"));

    assertThat(database.value("SELECT allowed_event_props::text FROM sites")).isEqualTo("{author}");
    assertThat(sites.allowProperties("blog.example.com", List.of()).outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
    assertThat(database.holds("(SELECT allowed_event_props IS NULL FROM sites)")).isTrue();
    assertThatThrownBy(() -> sites.allowProperties("blog.example.com", List.of(" ", "x")))
        .hasMessageContaining("property \" \" is empty");
  }

  @Test
  void whatGoesWithASiteIsCounted() {
    assertThat(sites.delete("blog.example.com"))
        .isEqualTo(new SiteDeletion(ChangeOutcome.CHANGED, 1, 1, 1, false));
  }

  @Test
  void aLinkWithAPasswordSaysSo() {
    char[] password = "open sesame".toCharArray();
    SharedLinkInfo link = admin.sharedLinks().create("blog.example.com", "board", password).link();

    assertThat(link.hasPassword()).isTrue();
    assertThat(link.toString()).doesNotContain(link.slug().reveal());
    assertThat(password).containsOnly('\0');
    assertThat(admin.sharedLinks().list("blog.example.com"))
        .extracting(SharedLinkInfo::name)
        .containsExactly("board", "old link");
  }

  /** The driver gives a session the zone of its machine. */
  private DataSource inZone(String zone) {
    return (DataSource)
        Proxy.newProxyInstance(
            SitesTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              Connection connection = database.dataSource().getConnection();
              try (Statement statement = connection.createStatement()) {
                statement.execute("SET TIME ZONE '" + zone + "'");
              }
              return connection;
            });
  }
}
