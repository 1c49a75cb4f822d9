package io.github.plausible4j.spring.test;

import io.github.plausible4j.testkit.PlausibleServer;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the server of a context. All instances are equal, so that Spring shares contexts between
 * tests.
 */
record PlausibleServerContextCustomizer() implements ContextCustomizer {
  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
    PlausibleServer server = PlausibleServer.start();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("plausibleTest", Map.of("plausible.url", server.url())));
    RootBeanDefinition definition = new RootBeanDefinition(PlausibleServer.class, () -> server);
    definition.setDestroyMethodName("close");
    ((BeanDefinitionRegistry) context.getBeanFactory())
        .registerBeanDefinition("plausibleServer", definition);
  }
}
