package io.github.plausible4j.spring;

import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.micrometer.EventQueueMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Metrics of the queue, if Micrometer is on the class path. An application with several queues
 * needs a tag for each, which only the application can choose, so this configuration then does
 * nothing.
 */
@AutoConfiguration(after = PlausibleAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(PlausibleProperties.class)
@ConditionalOnSingleCandidate(EventQueue.class)
public class PlausibleMetricsAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  EventQueueMetrics plausibleEventQueueMetrics(EventQueue queue) {
    return new EventQueueMetrics(queue);
  }
}
