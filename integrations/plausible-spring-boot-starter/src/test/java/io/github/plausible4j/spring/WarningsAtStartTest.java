package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Isolated, since it reads what the whole JVM prints. */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class WarningsAtStartTest {
  private static final AutoConfigurations STARTER =
      AutoConfigurations.of(
          PlausibleAutoConfiguration.class,
          PlausibleServletAutoConfiguration.class,
          PlausibleWithoutServletsAutoConfiguration.class);

  private final WebApplicationContextRunner web =
      new WebApplicationContextRunner().withConfiguration(STARTER);
  private final ApplicationContextRunner batch =
      new ApplicationContextRunner().withConfiguration(STARTER);

  @Test
  void withoutServletsAWarningSaysThatNoPageIsCounted(CapturedOutput output) {
    batch
        .withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.page-views.enabled=true",
            "plausible.proxy.enabled=true")
        .run(
            context ->
                assertThat(output)
                    .contains(
                        "plausible.page-views.enabled has no effect",
                        "plausible.proxy.enabled has no effect"));
  }

  @Test
  void withServletsOrWithoutPageViewsThereIsNothingToSay(CapturedOutput output) {
    batch.withPropertyValues("plausible.url=https://stats.example.org").run(context -> {});
    web.withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.trusted-proxies=1",
            "plausible.page-views.enabled=true")
        .run(context -> assertThat(output).doesNotContain("has no effect", "trusted-proxies"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"server.forward-headers-strategy=native", "spring.main.cloud-platform=kubernetes"})
  void proxiesThatTomcatTakesAwayAndWeCountAreWarnedOf(String property, CapturedOutput output) {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org", "plausible.trusted-proxies=1", property)
        .run(
            context ->
                assertThat(output)
                    .contains(
                        "plausible.trusted-proxies is 1, but Tomcat already removes the"
                            + " entries"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "framework"})
  void proxiesThatTomcatLeavesToUsAreNotWarnedOf(String strategy, CapturedOutput output) {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.trusted-proxies=1",
            "spring.main.cloud-platform=kubernetes",
            "server.forward-headers-strategy=" + strategy)
        .run(context -> assertThat(output).doesNotContain("Tomcat already removes the entries"));
  }
}
