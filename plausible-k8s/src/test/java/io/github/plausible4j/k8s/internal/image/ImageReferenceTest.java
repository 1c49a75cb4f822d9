package io.github.plausible4j.k8s.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "postgres, docker.io/library/postgres:latest",
    "postgres:16-alpine, docker.io/library/postgres:16-alpine",
    "clickhouse/clickhouse-server:24.12-alpine,"
        + " docker.io/clickhouse/clickhouse-server:24.12-alpine",
    "index.docker.io/library/redis:7, docker.io/library/redis:7",
    "docker.io/redis, docker.io/library/redis:latest",
    "ghcr.io/plausible/community-edition:v3.2.1, ghcr.io/plausible/community-edition:v3.2.1",
    "localhost/app, localhost/app:latest",
    "localhost:5000/app:1, localhost:5000/app:1",
    "registry:5000/team/app, registry:5000/team/app:latest",
    "[::1]:5000/app, [::1]:5000/app:latest",
    "docker-registry.scubbo.org:8843/plausible/analytics,"
        + " docker-registry.scubbo.org:8843/plausible/analytics:latest",
    "a__b/c--d.e_f:T.g-1, docker.io/a__b/c--d.e_f:T.g-1"
  })
  void aNameIsReadAsRuntimesReadIt(String text, String full) {
    assertThat(ImageReference.parse(text)).hasToString(full);
  }

  @Test
  void aDigestIsKeptBesideTheTag() {
    ImageReference both = ImageReference.parse("redis:7@sha256:" + HEX);
    ImageReference digestAlone = ImageReference.parse("redis@sha256:" + HEX);

    assertThat(both).hasToString("docker.io/library/redis:7@sha256:" + HEX);
    assertThat(both.selector()).isEqualTo("sha256:" + HEX);
    assertThat(digestAlone.tag()).isNull();
    assertThat(digestAlone.byTag()).isEmpty();
  }

  @Test
  void dockerHubIsServedByAnotherHost() {
    assertThat(ImageReference.parse("redis").apiHost()).isEqualTo("registry-1.docker.io");
    assertThat(ImageReference.parse("ghcr.io/a/b").apiHost()).isEqualTo("ghcr.io");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "Postgres",
        "postgres:",
        "postgres:-x",
        "https://ghcr.io/a/b",
        "ghcr.io/",
        "ghcr.io/a//b",
        "a/b@sha256:12",
        "a/b@md5:0123",
        "a b",
        "ghcr.io:port/a",
        "a/b:tag:tag",
        "../a",
        "a/b\n"
      })
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image \"" + text + "\"")
        .hasMessageContaining("; ");
  }

  @Test
  void aNameMayNotBeEndless() {
    assertThatThrownBy(() -> ImageReference.parse("ghcr.io/" + "a".repeat(250)))
        .hasMessageContaining("255 characters");
  }

  @Property
  void theFullFormStandsForTheSameImage(
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String repository,
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = '0', to = '9') String tag) {
    ImageReference short1 = ImageReference.parse(repository + ":" + tag);
    assertThat(ImageReference.parse(short1.toString())).isEqualTo(short1);
  }
}
