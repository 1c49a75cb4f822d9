package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.servlet.PageViewFilter;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** A switch is on for the beans exactly if it is on for {@link PlausibleProperties}. */
class SwitchesTest {
  private static final AutoConfigurations STARTER =
      AutoConfigurations.of(
          PlausibleAutoConfiguration.class,
          PlausibleServletAutoConfiguration.class,
          PlausibleWithoutServletsAutoConfiguration.class,
          PlausibleHealthAutoConfiguration.class);
  private static final String URL = "plausible.url=https://stats.example.org";

  private final WebApplicationContextRunner web =
      new WebApplicationContextRunner().withConfiguration(STARTER);
  private final ApplicationContextRunner batch =
      new ApplicationContextRunner().withConfiguration(STARTER);

  private static final Switch ALL =
      Switch.of("plausible.enabled", PlausibleProperties::enabled, Plausible.class);
  private static final Switch PAGES =
      Switch.of(
          "plausible.page-views.enabled",
          properties -> properties.pageViews().enabled(),
          PageViewFilter.class);
  private static final Switch PROXY =
      new Switch(
          "plausible.proxy.enabled",
          properties -> properties.proxy().enabled(),
          context -> context.containsBean("plausibleProxyServlet"));

  /** A property, what {@link PlausibleProperties} has for it, and whether its beans are there. */
  private record Switch(
      String property, Predicate<PlausibleProperties> bound, Predicate<ApplicationContext> beans) {
    static Switch of(String property, Predicate<PlausibleProperties> bound, Class<?> bean) {
      return new Switch(property, bound, context -> context.getBeanNamesForType(bean).length == 1);
    }

    @Override
    public String toString() {
      return property;
    }

    boolean isOnForBinder(ApplicationContext context) {
      return bound.test(
          Binder.get(context.getEnvironment())
              .bindOrCreate("plausible", Bindable.of(PlausibleProperties.class)));
    }
  }

  static Stream<Arguments> switchesAndValues() {
    List<String> values =
        List.of(
            "true",
            "TRUE",
            "True",
            "on",
            "On",
            "yes",
            "YES",
            "1",
            "false",
            "FALSE",
            "off",
            "Off",
            "no",
            "No",
            "0",
            "${SOMETHING:no}",
            "${SOMETHING:on}");
    return Stream.of(ALL, PAGES, PROXY)
        .flatMap(each -> values.stream().map(value -> Arguments.of(each, value)));
  }

  @ParameterizedTest
  @MethodSource("switchesAndValues")
  void beansAndPropertiesAgree(Switch each, String value) {
    web.withPropertyValues(URL, each.property + "=" + value)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(each.beans.test(context)).isEqualTo(each.isOnForBinder(context));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "PLAUSIBLE_PAGEVIEWS_ENABLED, off",
    "PLAUSIBLE_PAGEVIEWS_ENABLED, on",
    "PLAUSIBLE_PAGE_VIEWS_ENABLED, 0",
    "PLAUSIBLE_PAGE_VIEWS_ENABLED, 1",
  })
  void theyAgreeAboutTheEnvironmentOfTheProcessToo(String variable, String value) {
    web.withPropertyValues(URL)
        .withInitializer(
            context ->
                TestPropertyValues.of(variable + "=" + value)
                    .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
        .run(
            context -> {
              assertThat(PAGES.beans.test(context)).isEqualTo(value.matches("on|1"));
              assertThat(PAGES.isOnForBinder(context)).isEqualTo(value.matches("on|1"));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "management.health.plausible.enabled=no, false",
    "management.health.plausible.enabled=on, true",
    "management.health.defaults.enabled=off, false",
    "management.health.defaults.enabled=1, true",
  })
  void theSwitchesOfHealthAreReadTheSameWay(String property, boolean isThere) {
    web.withPropertyValues(URL, property)
        .run(
            context ->
                assertThat(context.containsBean("plausibleHealthIndicator")).isEqualTo(isThere));
  }

  static Stream<Arguments> propertiesAndWrongValues() {
    return Stream.of(
            "plausible.enabled",
            "plausible.page-views.enabled",
            "plausible.proxy.enabled",
            "plausible.honour-opt-out",
            "management.health.plausible.enabled")
        .flatMap(
            property -> Stream.of("maybe", "2", "").map(value -> Arguments.of(property, value)));
  }

  @ParameterizedTest
  @MethodSource("propertiesAndWrongValues")
  void whatIsNeitherOnNorOffFailsTheStartWithServletsAndWithout(String property, String value) {
    web.withPropertyValues(URL, property + "=" + value)
        .run(context -> assertRefused(property, value, context.getStartupFailure()));
    batch
        .withPropertyValues(URL, property + "=" + value)
        .run(context -> assertRefused(property, value, context.getStartupFailure()));
  }

  private static void assertRefused(String property, String value, Throwable failure) {
    FailureAnalysis shown = shownFirst(failure);
    assertThat(shown.getDescription())
        .startsWith(property + " \"" + value + "\" is not true or false")
        .endsWith(".");
    assertThat(shown.getAction()).isEqualTo("Write true or false.");
  }

  /** As Spring Boot finds the text that it prints: the first analyzer in order that has one. */
  private static FailureAnalysis shownFirst(Throwable failure) {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(
            FailureAnalyzer.class,
            SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(SwitchesTest.class)))
        .stream()
        .map(analyzer -> analyzer.analyze(Objects.requireNonNull(failure)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new AssertionError(failure));
  }
}
