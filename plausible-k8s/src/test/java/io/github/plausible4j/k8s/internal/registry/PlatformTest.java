package io.github.plausible4j.k8s.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "linux/arm64, linux/arm64", "linux/arm64/v8, linux/arm64", "Linux/AArch64, linux/arm64",
    "linux/x86_64, linux/amd64", "linux/amd64/v1, linux/amd64", "linux/amd64/v3, linux/amd64/v3",
    "linux/arm, linux/arm/v7", "linux/arm/v6, linux/arm/v6"
  })
  void theSamePlatformHasOneForm(String text, String normal) {
    assertThat(Platform.parse(text)).hasToString(normal);
  }

  @ParameterizedTest
  @CsvSource({
    "linux/arm64, linux/arm64/v8, true", "linux/arm64/v8, linux/arm64, true",
    "linux/arm64, linux/arm64/v9, false", "linux/arm64/v8.2, linux/arm64/v8, true",
    "linux/arm64/v8, linux/arm64/v8.2, false", "linux/amd64, linux/amd64/v3, false",
    "linux/amd64/v3, linux/amd64/v2, true", "linux/arm64, linux/arm/v7, false",
    "linux/arm/v7, linux/arm/v6, true", "linux/arm/v6, linux/arm/v7, false",
    "linux/arm64, windows/arm64, false"
  })
  void anImageRunsOnItsVariantAndNewerOnes(String here, String offered, boolean runs) {
    assertThat(Platform.parse(here).runs(Platform.parse(offered))).isEqualTo(runs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arm64", "linux/", "linux/arm64/v8/x", "linux/a b"})
  void whatIsNoPlatformIsRefused(String text) {
    assertThatThrownBy(() -> Platform.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write for instance linux/arm64");
  }
}
