package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.validation.StackValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags of images tell what runs, so they may not disagree with what is said. */
class ReleaseRulesTest {
  private static final PlausibleRelease NOW = PlausibleRelease.CE_3_2;
  private static final String PLAUSIBLE = "ghcr.io/plausible/community-edition:";
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  private static void build(PlausibleRelease release) {
    PlausibleStack built = PlausibleStack.homelab(Stacks.BASE_URL).release(release).build();
    assertThat(built.release()).isEqualTo(release);
  }

  @ParameterizedTest
  @CsvSource({
    "v3.2.0, has another version than the release",
    "v3.0.1, CVE-2026-8467",
    "v2.1.5, has another version than the release",
    "v3, may refer to another image tomorrow",
    "v3.2, may refer to another image tomorrow",
    "latest, may refer to another image tomorrow",
    "main, may refer to another image tomorrow",
    "v3.2.1-rc.0, is a pre-release of version 3.2.1",
    "3242327d, has a tag without a version"
  })
  void anImageOfAnotherVersionIsRefused(String tag, String rule) {
    assertThatThrownBy(() -> build(NOW.withPlausibleImage(PLAUSIBLE + tag)))
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("release.plausibleImage")
        .hasMessageContaining(rule);
  }

  @Test
  void aDigestBehindATagDoesNotHideItsVersion() {
    assertThatThrownBy(() -> build(NOW.withPlausibleImage(PLAUSIBLE + "v3.2.0" + DIGEST)))
        .hasMessageContaining("has another version than the release, which is 3.2.1");
    assertThatCode(() -> build(NOW.withPlausibleImage(PLAUSIBLE + "v3.2.1" + DIGEST)))
        .doesNotThrowAnyException();
    assertThatCode(() -> build(NOW.withPlausible("3.2.1", "registry.lan/plausible:own")))
        .doesNotThrowAnyException();
    assertThatCode(() -> build(NOW.withPlausible("3.2.1", "registry.lan/plausible:2026-01-31")))
        .doesNotThrowAnyException();
    assertThatCode(() -> build(NOW.withClickHouseImage("clickhouse/clickhouse-server:24" + DIGEST)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"latest-alpine", "lts", "lts-alpine", "24-alpine", "latest", "head-alpine", "24"})
  void aClickHouseThatMovesIsRefused(String tag) {
    assertThatThrownBy(() -> build(NOW.withClickHouseImage("clickhouse/clickhouse-server:" + tag)))
        .hasMessageContaining("release.clickHouseImage")
        .hasMessageContaining("may refer to another image tomorrow");
  }

  @ParameterizedTest
  @CsvSource({
    "bitnami/postgresql:16.4.0-debian-12-r0, uses other paths and another user",
    "postgres:12-alpine, is too old for Plausible 3.2.1",
    "postgres:latest, may refer to another image tomorrow"
  })
  void aPostgresThatPlausibleCannotUseIsRefused(String image, String rule) {
    assertThatThrownBy(() -> build(NOW.withPostgresImage(image)))
        .hasMessageContaining("release.postgresImage")
        .hasMessageContaining(rule);
  }

  @Test
  void aReleaseWhoseMigrationFailsIsRefused() {
    assertThatThrownBy(
            () -> build(PlausibleRelease.CE_2_1.withPlausible("2.1.0", PLAUSIBLE + "v2.1.0")))
        .hasMessageContaining("fails in its migration")
        .hasMessageContaining("use 2.1.1 or later");
  }

  @ParameterizedTest
  @CsvSource({
    "24-alpine, 24.3.3.102-alpine, may be a downgrade",
    "24.12-alpine, 24-alpine, may be a downgrade",
    "24.12-alpine, 24.3-alpine, is a downgrade over existing data",
    "22.3, 26.2, 'withClickHouseImage of 23.3, 24.3, 25.3, 26.2'",
    "23.3.7.5-alpine, 24.12-alpine, 'withClickHouseImage of 24.3, 24.12'"
  })
  void aStepOfClickHouseThatIsNotSupportedIsNamed(String from, String to, String told) {
    String name = "clickhouse/clickhouse-server:";
    assertThat(NOW.withClickHouseImage(name + to).upgradeProblems("3.2.1", "", name + from))
        .singleElement()
        .asString()
        .contains(told);
    assertThat(NOW.withClickHouseImage(name + to).upgradeProblems("3.2.1", "", name + to))
        .isEmpty();
  }

  @Test
  void anotherReleaseOfDebianSortsTextInAnotherWay() {
    assertThat(
            NOW.withPostgresImage("postgres:16-trixie")
                .upgradeProblems("3.2.1", "postgres:16-bookworm", ""))
        .singleElement()
        .asString()
        .contains("the order of text in indexes");
    assertThat(
            NOW.withPostgresImage("postgres:16-bookworm")
                .upgradeProblems("3.2.1", "postgres:16.4-bookworm", ""))
        .isEmpty();
  }
}
