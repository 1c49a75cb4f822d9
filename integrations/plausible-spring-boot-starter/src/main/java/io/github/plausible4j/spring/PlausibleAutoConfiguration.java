package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.micrometer.EventQueueMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Beans of Plausible: a {@link Plausible}, an {@link EventQueue} that is drained when the
 * application ends, an {@link EventClient} and a {@link VisitorFinder}. A bean of the application's
 * own takes the place of each.
 */
@AutoConfiguration
@ConditionalOnProperty(
    prefix = "plausible",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties(PlausibleProperties.class)
public class PlausibleAutoConfiguration {
  private final Settings settings;

  PlausibleAutoConfiguration(PlausibleProperties properties) {
    settings = new Settings(properties);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Plausible plausible() {
    return settings.plausible();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  EventQueue plausibleEventQueue(
      Plausible plausible, ObjectProvider<DeliveryListener> deliveryListener) {
    return settings.queue(plausible, deliveryListener.getIfAvailable());
  }

  @Bean
  @ConditionalOnMissingBean
  EventClient plausibleEventClient(Plausible plausible) {
    return plausible.events();
  }

  @Bean
  @ConditionalOnMissingBean
  VisitorFinder plausibleVisitorFinder() {
    return settings.visitorFinder();
  }

  /** Metrics of the queue, where Micrometer is on the class path. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterBinder.class)
  static class MetricsConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventQueueMetrics plausibleEventQueueMetrics(EventQueue queue) {
      return new EventQueueMetrics(queue);
    }
  }
}
