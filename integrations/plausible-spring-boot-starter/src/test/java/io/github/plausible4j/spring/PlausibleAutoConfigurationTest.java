package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.micrometer.EventQueueMetrics;
import io.github.plausible4j.servlet.PageViewFilter;
import io.github.plausible4j.servlet.PlausibleRequest;
import io.github.plausible4j.testkit.PlausibleServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;

class PlausibleAutoConfigurationTest {
  private static final AutoConfigurations STARTER =
      AutoConfigurations.of(
          PlausibleAutoConfiguration.class,
          PlausibleServletAutoConfiguration.class,
          PlausibleWithoutServletsAutoConfiguration.class,
          PlausibleMetricsAutoConfiguration.class,
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
  void anApplicationWithTwoQueuesStartsAndMeasuresThemItself() {
    web.withPropertyValues("plausible.url=https://stats.example.org")
        .withUserConfiguration(TwoQueues.class)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean("plausibleEventQueue")
                    .doesNotHaveBean(EventQueueMetrics.class)
                    .doesNotHaveBean("plausibleHealthIndicator"));
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoQueues {
    @Bean
    EventQueue blog(Plausible plausible) {
      return plausible.eventQueue();
    }

    @Bean
    EventQueue shop(Plausible plausible) {
      return plausible.eventQueue();
    }
  }

  @Test
  void aMockOfPlausibleAloneIsRefusedWithWhatToMockToo() {
    ApplicationContextRunner mocked =
        batch.withBean(Plausible.class, () -> Mockito.mock(Plausible.class));

    mocked.run(
        context -> {
          FailureAnalysis shown = analysis(context.getStartupFailure());
          assertThat(shown.getDescription()).contains("Plausible makes no Event", "it is a mock");
          assertThat(shown.getAction()).contains("EventQueue", "EventClient", "@PlausibleTest");
        });
    mocked
        .withBean(EventQueue.class, () -> Mockito.mock(EventQueue.class))
        .withBean(EventClient.class, () -> Mockito.mock(EventClient.class))
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void withLazyBeansEventsStillHaveTheVisitorAndTheOriginOfTheProperties() {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.trusted-proxies=1",
            "plausible.page-views.origin=https://blog.example.com")
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .run(
            context -> {
              MockHttpServletRequest request =
                  new MockHttpServletRequest(context.getServletContext(), "POST", "/join");
              request.addHeader("X-Forwarded-For", "203.0.113.7");

              Event event = PlausibleRequest.event("Signup", request).orElseThrow().build();

              assertThat(event.visitor()).contains(Visitor.of("203.0.113.7", ""));
              assertThat(event.url()).isEqualTo("https://blog.example.com/join");
            });
  }

  @Test
  void aHealthIndicatorOfTheApplicationTakesThePlaceOfOurs() {
    HealthIndicator own = () -> Health.up().build();
    web.withPropertyValues("plausible.url=https://stats.example.org")
        .withBean("plausibleHealthIndicator", HealthIndicator.class, () -> own)
        .run(context -> assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
  }

  @Test
  void theSwitchOfAllHealthIndicatorsIsOursTooUnlessOursIsSet() {
    WebApplicationContextRunner quiet =
        web.withPropertyValues(
            "plausible.url=https://stats.example.org", "management.health.defaults.enabled=false");

    quiet.run(context -> assertThat(context).doesNotHaveBean("plausibleHealthIndicator"));
    quiet
        .withPropertyValues("management.health.plausible.enabled=true")
        .run(context -> assertThat(context).hasBean("plausibleHealthIndicator"));
  }

  @Test
  void aFilterThatTheApplicationRegistersItselfIsTheOnlyOne() {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org", "plausible.page-views.enabled=true")
        .withUserConfiguration(OwnRegistration.class)
        .run(context -> assertThat(context).doesNotHaveBean("plausiblePageViewFilter"));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnRegistration {
    @Bean
    FilterRegistrationBean<PageViewFilter> pages(EventQueue queue) {
      return new FilterRegistrationBean<>(PageViewFilter.builder(queue).build());
    }
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
      quoteCharacter = '`',
      value = {
        "plausible.url=stats.example.org"
            + "|plausible.url \"stats.example.org\" is not an http or https address."
            + "|Write it as https://stats.example.org.",
        "plausible.url=ftp://stats.example.org"
            + "|plausible.url \"ftp://stats.example.org\" is not an http or https address."
            + "|Write it as https://stats.example.org.",
        "plausible.api-key="
            + "|plausible.api-key is blank or has characters that no key has."
            + "|Copy it again from the settings page.",
        "plausible.site=https://blog.example.com"
            + "|plausible.site \"https://blog.example.com\" is not one domain."
            + "|Use the domain that Plausible shows, such as blog.example.com.",
        "plausible.call-timeout=-1s"
            + "|plausible.call-timeout \"PT-1S\" is not 1 ms to 24 days."
            + "|Use a time such as 30 s.",
        "plausible.queue.capacity=0"
            + "|plausible.queue.capacity \"0\" is out of range."
            + "|Use 1 to 10000000.",
        "plausible.queue.connections=65"
            + "|plausible.queue.connections \"65\" is out of range."
            + "|Use 1 to 64.",
        "plausible.queue.close-timeout=-1s"
            + "|plausible.queue.close-timeout \"PT-1S\" is negative."
            + "|Use 0 or more.",
        "plausible.queue.dead-letter-file=letters"
            + "|plausible.queue.dead-letter-file needs a spool."
            + "|Set plausible.queue.spool-directory too.",
        "plausible.trusted-proxies=-1"
            + "|plausible.trusted-proxies \"-1\" is negative."
            + "|Use 0 if visitors connect directly.",
        "plausible.page-views.include=blog/*"
            + "|plausible.page-views.include \"blog/*\" is not a URL pattern."
            + "|Use a path such as /about, a prefix such as /admin/* or a suffix such as *.html.",
        "plausible.page-views.exclude=/admin/**"
            + "|plausible.page-views.exclude \"/admin/**\" is not a URL pattern."
            + "|Use a path such as /about, a prefix such as /admin/* or a suffix such as *.html.",
        "plausible.page-views.origin=blog.example.com"
            + "|plausible.page-views.origin \"blog.example.com\" is not scheme and host."
            + "|Use the part before the path, such as https://blog.example.com.",
        "plausible.proxy.path=/stats/*"
            + "|plausible.proxy.path \"/stats/*\" is not a path."
            + "|Set plausible.proxy.path to a path such as /stats, without a star or a trailing"
            + " slash.",
        "plausible.proxy.script-max-age=-1s"
            + "|plausible.proxy.script-max-age \"PT-1S\" is negative."
            + "|Use zero to cache no script.",
      })
  void aWrongPropertyFailsTheStartWithItsNameItsValueAndARemedy(
      String property, String description, String action) {
    web.withPropertyValues(
            "plausible.url=https://stats.example.org",
            "plausible.page-views.enabled=true",
            "plausible.proxy.enabled=true",
            property)
        .run(
            context -> {
              FailureAnalysis shown = analysis(context.getStartupFailure());
              assertThat(shown.getDescription()).isEqualTo(description);
              assertThat(shown.getAction()).isEqualTo(action);
            });
  }

  @Test
  void severalWrongPropertiesAreAllNamed() {
    web.withPropertyValues("plausible.url=stats.example.org", "plausible.call-timeout=0")
        .run(
            context ->
                assertThat(analysis(context.getStartupFailure()).getDescription())
                    .contains(
                        "- plausible.url \"stats.example.org\"",
                        "- plausible.call-timeout \"PT0S\""));
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamedByItsProperty(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("origin"));
    web.withPropertyValues(
            "plausible.url=https://stats.example.org", "plausible.queue.spool-directory=" + file)
        .run(
            context -> {
              FailureAnalysis shown = analysis(context.getStartupFailure());
              assertThat(shown.getDescription())
                  .startsWith("plausible.queue.spool-directory \"" + file + "\" cannot be used: ")
                  .endsWith(file + ".");
              assertThat(shown.getAction())
                  .isEqualTo("Use a directory on a local disk that this process can write to.");
            });
  }

  @Test
  void aMissingAddressIsReported() {
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
