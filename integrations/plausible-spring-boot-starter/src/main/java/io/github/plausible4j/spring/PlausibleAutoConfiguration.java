package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Creates the beans of Plausible: a {@link Plausible}, an {@link EventQueue} that is drained when
 * the application ends, an {@link EventClient} and a {@link VisitorFinder}. The application can
 * replace each of them by its own bean.
 */
@AutoConfiguration
@ConditionalOnSwitch(value = "plausible.enabled", byDefault = true)
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
      Plausible plausible, ObjectProvider<DeliveryListener> deliveryListeners) {
    return settings.queue(
        plausible, DeliveryListeners.of(deliveryListeners.orderedStream().toList()));
  }

  @Bean
  @ConditionalOnMissingBean
  EventClient plausibleEventClient(Plausible plausible) {
    return Settings.made(plausible.events(), "EventClient");
  }

  @Bean
  @ConditionalOnMissingBean
  VisitorFinder plausibleVisitorFinder() {
    return settings.visitorFinder();
  }
}
