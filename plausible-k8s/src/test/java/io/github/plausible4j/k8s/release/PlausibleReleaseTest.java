package io.github.plausible4j.k8s.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Rendered;
import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.Problem;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibleReleaseTest {
  private static final PlausibleRelease STEP_3 =
      PlausibleRelease.CE_2_0.withPostgresImage("postgres:14-alpine");

  @ParameterizedTest
  @CsvSource({
    "1.5.1, 2.0.0, ''",
    "2.0.0, 2.1.5, ''",
    "2.1.5, 3.2.1, ''",
    "3.2.1, 3.2.4, ''",
    "1.3.0, 1.5.1, ''",
    "1.3.0, 2.0.0, leaves out Plausible 1.5",
    "1.5.1, 2.1.5, leaves out Plausible 2.0",
    "1.5.1, 3.2.1, leaves out Plausible 2.0",
    "2.0.0, 3.2.1, leaves out Plausible 2.1",
    "3.2.1, 2.1.5, is a downgrade",
    "3.2.4, 3.2.1, is a downgrade"
  })
  void onlyOneStepUpIsLegal(String from, String to, String rule) {
    List<Problem> problems =
        STEP_3
            .withPlausible(to, "plausible:" + to)
            .upgradeProblems(STEP_3.withPlausible(from, "plausible:" + from));
    if (rule.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems)
          .singleElement()
          .satisfies(problem -> assertThat(problem.rule()).contains(rule));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:16-alpine, postgres:16.4-alpine, ''",
    "postgres:14-alpine, postgres:16-alpine, changes the major version",
    "postgres:16-alpine, postgres:16, changes between Alpine and Debian",
    "postgres:16-alpine@sha256:00, registry/postgres:16-alpine, ''"
  })
  void aVolumeKeepsItsPostgres(String from, String to, String rule) {
    List<Problem> problems =
        PlausibleRelease.CE_3_2
            .withPostgresImage(to)
            .upgradeProblems(PlausibleRelease.CE_3_2.withPostgresImage(from));
    if (rule.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems)
          .singleElement()
          .satisfies(problem -> assertThat(problem.toString()).contains(rule, "withPostgresImage"));
    }
  }

  @Test
  void clickHouseNeverGoesBack() {
    assertThat(
            PlausibleRelease.CE_3_2
                .withClickHouseImage("clickhouse:24.3-alpine")
                .upgradeProblems(PlausibleRelease.CE_3_2))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("release.clickHouseImage"));
  }

  @Test
  void theDefaultIsNotOpenToAnybodysCode() {
    PlausibleStack stack = PlausibleStack.builder(Stacks.BASE_URL).build();
    assertThat(stack.release()).isEqualTo(PlausibleRelease.CE_3_2);
    assertThat(PlausibleVersion.of(stack.release().version()).letsAnybodyRunCode()).isFalse();
    assertThat(PlausibleVersion.of("3.2.0").letsAnybodyRunCode()).isTrue();
    assertThat(PlausibleVersion.of("3.0").letsAnybodyRunCode()).isTrue();
    assertThat(PlausibleVersion.of("2.1.5").letsAnybodyRunCode()).isFalse();
  }

  @Test
  void everyConstantIsAmongAllReleases() {
    assertThat(PlausibleRelease.class.getFields())
        .extracting(Field::getName)
        .containsExactlyInAnyOrderElementsOf(
            PlausibleRelease.all().stream().map(PlausibleRelease::name).toList());
  }

  @Test
  void everyReleaseRendersByItsOwnRules() {
    for (PlausibleRelease release : PlausibleRelease.all()) {
      PlausibleStack stack =
          PlausibleStack.builder(Stacks.BASE_URL)
              .release(release)
              .architecture(Architecture.AMD64)
              .build();
      Rendered rendered = Rendered.of(stack);
      PlausibleVersion version = PlausibleVersion.of(release.version());
      assertThat(rendered.pod(StackComponent.PLAUSIBLE).getSecurityContext().getRunAsUser())
          .isEqualTo(version.uid());
      assertThat(
              rendered
                  .container(StackComponent.PLAUSIBLE)
                  .getReadinessProbe()
                  .getHttpGet()
                  .getPath())
          .isEqualTo(version.hasSystemHealth() ? "/api/system/health/ready" : "/api/health");
      assertThat(StackSecrets.of(stack))
          .extracting(SecretTemplate::name)
          .contains("plausible-secret-key-base", "plausible-database", "plausible-clickhouse");
      assertThat(
              StackSecrets.of(stack).stream()
                  .anyMatch(template -> template.name().equals("plausible-totp-vault-key")))
          .isEqualTo(version.hasTotp());
    }
  }

  @Test
  void everyImageCanBeReplaced() {
    PlausibleRelease mirrored =
        PlausibleRelease.SEED_2022.mapImages(image -> "mirror.example.org/" + image);
    assertThat(
            List.of(
                mirrored.plausibleImage(),
                mirrored.postgresImage(),
                mirrored.clickHouseImage(),
                String.valueOf(mirrored.mailImage()),
                mirrored.tunnelImage(),
                mirrored.toolsImage()))
        .allMatch(image -> image.startsWith("mirror.example.org/"));
    assertThat(mirrored).isNotEqualTo(PlausibleRelease.SEED_2022);
    assertThat(mirrored.mapImages(image -> image.substring("mirror.example.org/".length())))
        .isEqualTo(PlausibleRelease.SEED_2022)
        .hasSameHashCodeAs(PlausibleRelease.SEED_2022);
  }
}
