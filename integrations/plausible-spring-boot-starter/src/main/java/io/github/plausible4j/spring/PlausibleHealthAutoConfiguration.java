package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.EventQueue;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health indicator, for both Spring Boot 3 and 4, which has its types in other packages. */
@AutoConfiguration(after = PlausibleAutoConfiguration.class)
@ConditionalOnSwitch(
    value = {"management.health.plausible.enabled", "management.health.defaults.enabled"},
    byDefault = true)
@ConditionalOnMissingBean(name = "plausibleHealthIndicator")
@ConditionalOnBean(Plausible.class)
@ConditionalOnSingleCandidate(EventQueue.class)
public class PlausibleHealthAutoConfiguration {
  /** The indicator for Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  static class Boot3Configuration {
    @Bean
    org.springframework.boot.actuate.health.HealthIndicator plausibleHealthIndicator(
        Plausible plausible, EventQueue queue) {
      return () -> {
        PlausibleHealth health = PlausibleHealth.of(plausible, queue);
        return new org.springframework.boot.actuate.health.Health.Builder(
                health.isUp()
                    ? org.springframework.boot.actuate.health.Status.UP
                    : org.springframework.boot.actuate.health.Status.UNKNOWN,
                health.details())
            .build();
      };
    }
  }

  /** The indicator for Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  static class Boot4Configuration {
    @Bean
    org.springframework.boot.health.contributor.HealthIndicator plausibleHealthIndicator(
        Plausible plausible, EventQueue queue) {
      return () -> {
        PlausibleHealth health = PlausibleHealth.of(plausible, queue);
        return new org.springframework.boot.health.contributor.Health.Builder(
                health.isUp()
                    ? org.springframework.boot.health.contributor.Status.UP
                    : org.springframework.boot.health.contributor.Status.UNKNOWN,
                health.details())
            .build();
      };
    }
  }
}
