package io.github.plausible4j.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Detects that Tomcat reads {@code X-Forwarded-For} for Spring Boot. It removes the entries of the
 * proxies from that header, so that the last entry is one that the visitor wrote.
 */
final class ForwardedHeaders {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardedHeaders.class);
  private static final String STRATEGY = "server.forward-headers-strategy";

  private ForwardedHeaders() {}

  static void warnIfReadTwice(int trustedProxies, Environment environment) {
    if (trustedProxies > 0 && isTomcat() && areReadByContainer(environment)) {
      LOG.warn(
          "plausible.trusted-proxies is {}, but Tomcat already removes the entries of proxies"
              + " from X-Forwarded-For, so visitors can choose the address that they are counted"
              + " by. Set plausible.trusted-proxies to 0, or {} to none (on Kubernetes the default"
              + " is native).",
          trustedProxies,
          STRATEGY);
    }
  }

  private static boolean isTomcat() {
    return ClassUtils.isPresent(
        "org.apache.catalina.valves.RemoteIpValve", ForwardedHeaders.class.getClassLoader());
  }

  private static boolean areReadByContainer(Environment environment) {
    String strategy = environment.getProperty(STRATEGY);
    if (strategy != null) {
      return strategy.equalsIgnoreCase("native");
    }
    CloudPlatform cloud = CloudPlatform.getActive(environment);
    return cloud != null && cloud.isUsingForwardHeaders();
  }
}
