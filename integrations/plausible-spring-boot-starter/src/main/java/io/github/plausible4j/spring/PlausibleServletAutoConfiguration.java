package io.github.plausible4j.spring;

import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.servlet.PageViewFilter;
import io.github.plausible4j.servlet.PlausibleProxyServlet;
import io.github.plausible4j.servlet.PlausibleRequest;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.web.context.ServletContextAware;

/** The beans of a servlet application: the filter and the proxy, both off by default. */
@AutoConfiguration(after = PlausibleAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(PlausibleProperties.class)
public class PlausibleServletAutoConfiguration {
  private final Settings settings;

  PlausibleServletAutoConfiguration(PlausibleProperties properties, Environment environment) {
    settings = new Settings(properties);
    ForwardedHeaders.warnIfReadTwice(properties.trustedProxies(), environment);
  }

  /**
   * Configures {@link PlausibleRequest} by the properties, even without the filter. It is never
   * lazy, because no other bean asks for it.
   */
  @Bean
  @Lazy(false)
  ServletContextAware plausibleServletContext(VisitorFinder finder) {
    return context -> settings.configure(context, finder);
  }

  /** Spring Boot maps a filter bean to all paths, with asynchronous requests supported. */
  @Bean
  @ConditionalOnMissingBean(parameterizedContainer = FilterRegistrationBean.class)
  @ConditionalOnSwitch("plausible.page-views.enabled")
  PageViewFilter plausiblePageViewFilter(EventQueue queue, VisitorFinder finder) {
    return settings.pageViewFilter(queue, finder);
  }

  @Bean
  @ConditionalOnSwitch("plausible.proxy.enabled")
  ServletRegistrationBean<PlausibleProxyServlet> plausibleProxyServlet(VisitorFinder finder) {
    ServletRegistrationBean<PlausibleProxyServlet> registration =
        new ServletRegistrationBean<>(settings.proxy(finder), settings.proxyMapping());
    registration.setName("plausibleProxy");
    registration.setAsyncSupported(true);
    return registration;
  }
}
