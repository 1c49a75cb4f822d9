package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.micrometer.EventQueueMetrics;
import io.github.plausible4j.servlet.PageViewFilter;
import io.github.plausible4j.testkit.PlausibleServer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class PlausibleAutoConfigurationTest {
  private static final AutoConfigurations STARTER =
      AutoConfigurations.of(
          PlausibleAutoConfiguration.class,
          PlausibleServletAutoConfiguration.class,
          PlausibleHealthAutoConfiguration.class);

  private final WebApplicationContextRunner web =
      new WebApplicationContextRunner().withConfiguration(STARTER);
  private final ApplicationContextRunner batch =
      new ApplicationContextRunner().withConfiguration(STARTER);

  @Test
  void anAddressIsEnoughForBeansAndTheFilterWaitsToBeAskedFor() {
    web.withPropertyValues("plausible.url=https://stats.example.org")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(Plausible.class)
                    .hasSingleBean(EventQueue.class)
                    .hasSingleBean(EventClient.class)
                    .hasSingleBean(VisitorFinder.class)
                    .hasSingleBean(EventQueueMetrics.class)
                    .hasBean("plausibleHealthIndicator")
                    .doesNotHaveBean(PageViewFilter.class)
                    .doesNotHaveBean("plausibleProxyServlet"));
  }

  @Test
  void anApplicationWithoutWebOrMetricsOrActuatorStartsToo() {
    batch
        .withPropertyValues("plausible.url=https://stats.example.org")
        .withClassLoader(
            new FilteredClassLoader(
                "jakarta.servlet",
                "io.micrometer",
                "org.springframework.boot.actuate",
                "org.springframework.boot.health"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(EventQueue.class)
                    .doesNotHaveBean("plausibleHealthIndicator"));
  }

  @Test
  void switchedOffThereIsNothingAndNoAddressIsNeeded() {
    web.withPropertyValues("plausible.enabled=false", "plausible.page-views.enabled=true")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Plausible.class)
                    .doesNotHaveBean(PageViewFilter.class));
  }

  @Test
  void aBeanOfTheApplicationTakesThePlaceOfOurs() {
    VisitorFinder own = VisitorFinder.behind(2);
    web.withPropertyValues("plausible.url=https://stats.example.org")
        .withBean(VisitorFinder.class, () -> own)
        .run(context -> assertThat(context.getBean(VisitorFinder.class)).isSameAs(own));
  }

  @Test
  void theEndOfTheApplicationDeliversWhatTheQueueHolds() {
    try (PlausibleServer server = PlausibleServer.start()) {
      batch
          .withPropertyValues("plausible.url=" + server.url(), "plausible.site=a.example")
          .run(
              context -> {
                for (int i = 0; i < 50; i++) {
                  context.getBean(EventQueue.class).track(Event.pageview("https://a.example/" + i));
                }
              });

      assertThat(server.events()).hasSize(50);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plausible.url=stats.example.org | plausible.url",
        "plausible.url=ftp://stats.example.org | plausible.url",
        "plausible.api-key= | plausible.api-key",
        "plausible.queue.capacity=0 | plausible.queue",
        "plausible.trusted-proxies=-1 | plausible.trusted-proxies",
        "plausible.page-views.exclude=admin/* | plausible.page-views",
        "plausible.page-views.origin=blog.example.com | plausible.page-views",
        "plausible.proxy.path=/stats/* | plausible.proxy.path",
        "plausible.proxy.script-max-age=-1s | plausible.proxy",
      })
  void aWrongPropertyFailsTheStartWithItsName(String property, String named) {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.page-views.enabled=true",
            "plausible.proxy.enabled=true",
            property)
        .run(
            context -> {
              FailureAnalysis shown = analysis(context.getStartupFailure());
              assertThat(shown.getDescription()).contains(named);
              assertThat(shown.getAction()).isNotBlank();
            });
  }

  @Test
  void aMissingAddressIsSaidToBeMissing() {
    web.run(
        context -> {
          FailureAnalysis shown = analysis(context.getStartupFailure());
          assertThat(shown.getDescription()).contains("plausible.url is not set");
          assertThat(shown.getAction()).contains("https://stats.example.org", "plausible.enabled");
        });
  }

  @Test
  void theApiKeyIsInNoText() {
    web.withPropertyValues("plausible.url=https://stats.example.org", "plausible.api-key=secretkey")
        .run(
            context -> {
              assertThat(context.getBean(PlausibleProperties.class))
                  .asString()
                  .doesNotContain("secretkey");
              assertThat(context.getBean(Plausible.class)).asString().doesNotContain("secretkey");
            });
  }

  private static FailureAnalysis analysis(Throwable failure) {
    return Objects.requireNonNull(
        new InvalidPlausiblePropertiesAnalyzer().analyze(failure), () -> failure.toString());
  }
}
