package io.github.plausible4j.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Lazy;

/**
 * Warns about properties that have no effect in an application without servlets, such as WebFlux.
 */
@Lazy(false)
@AutoConfiguration(after = PlausibleServletAutoConfiguration.class)
@ConditionalOnBean(PlausibleProperties.class)
@ConditionalOnMissingBean(name = "plausibleServletContext")
public class PlausibleWithoutServletsAutoConfiguration {
  private static final Logger LOG =
      LoggerFactory.getLogger(PlausibleWithoutServletsAutoConfiguration.class);

  PlausibleWithoutServletsAutoConfiguration(PlausibleProperties properties) {
    if (properties.pageViews().enabled()) {
      LOG.warn(
          "plausible.page-views.enabled has no effect: this is not a servlet application, so no"
              + " page is counted. Count pages with Plausible's script, or track them with the"
              + " EventQueue.");
    }
    if (properties.proxy().enabled()) {
      LOG.warn(
          "plausible.proxy.enabled has no effect: this is not a servlet application. Let your"
              + " ingress forward the script.");
    }
  }
}
