package io.github.plausible4j.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Lazy;

/** Says in an application without servlets, as with WebFlux, which properties do nothing there. */
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
          "plausible.page-views.enabled does nothing here: this is not a servlet application, so"
              + " no page is counted. Count pages by Plausible's script, or track them by the"
              + " EventQueue.");
    }
    if (properties.proxy().enabled()) {
      LOG.warn(
          "plausible.proxy.enabled does nothing here: this is not a servlet application. Let your"
              + " ingress pass the script on.");
    }
  }
}
