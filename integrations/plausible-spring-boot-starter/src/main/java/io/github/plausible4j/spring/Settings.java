package io.github.plausible4j.spring;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.servlet.PageViewFilter;
import io.github.plausible4j.servlet.PlausibleProxyServlet;
import io.github.plausible4j.servlet.PlausibleRequest;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the objects of the library from the properties, and reports which property is wrong. */
final class Settings {
  private final PlausibleProperties properties;

  Settings(PlausibleProperties properties) {
    this.properties = properties;
  }

  Plausible plausible() {
    return checked(
        () -> {
          Plausible.Builder builder = Plausible.builder(url());
          Optional.ofNullable(properties.apiKey()).ifPresent(builder::apiKey);
          Optional.ofNullable(properties.site()).ifPresent(builder::defaultSite);
          Optional.ofNullable(properties.callTimeout()).ifPresent(builder::callTimeout);
          return builder.build();
        });
  }

  private String url() {
    String url = properties.url();
    if (url == null || url.isBlank()) {
      throw new InvalidPlausiblePropertiesException(
          "plausible.url is not set, so the address of Plausible is not known.",
          "Set plausible.url to the address of Plausible, for example https://stats.example.org,"
              + " or plausible.enabled to false.");
    }
    return url;
  }

  EventQueue queue(Plausible plausible, DeliveryListener listener) {
    return checked(
        () -> {
          PlausibleProperties.Queue queue = properties.queue();
          // Spring closes the queue when the JVM ends, so that nothing is lost then.
          DeliveryPolicy.Builder policy =
              DeliveryPolicy.builder().warnOnShutdown(false).listener(listener);
          Optional.ofNullable(queue.capacity()).ifPresent(policy::capacity);
          Optional.ofNullable(queue.connections()).ifPresent(policy::connections);
          Optional.ofNullable(queue.closeTimeout()).ifPresent(policy::closeTimeout);
          Optional.ofNullable(queue.spoolDirectory()).ifPresent(policy::spoolDirectory);
          Optional.ofNullable(queue.deadLetterFile()).ifPresent(policy::deadLetterFile);
          return made(plausible.eventQueue(policy.build()), "EventQueue");
        });
  }

  /** What a {@link Plausible} makes; a mock of it makes {@code null}, which no message explains. */
  static <T> T made(@Nullable T bean, String type) {
    if (bean == null) {
      throw new InvalidPlausiblePropertiesException(
          "The bean of the type Plausible makes no " + type + ": it is a mock.",
          "Mock EventQueue and EventClient too, or put @PlausibleTest on the test instead.");
    }
    return bean;
  }

  VisitorFinder visitorFinder() {
    return checked(
        () -> {
          VisitorFinder finder = VisitorFinder.behind(properties.trustedProxies());
          return properties.honourOptOut() ? finder.honouringOptOut() : finder;
        });
  }

  void configure(ServletContext application, VisitorFinder finder) {
    String origin = properties.pageViews().origin();
    if (origin == null) {
      PlausibleRequest.configure(application, finder);
    } else {
      checked(
          () -> {
            PlausibleRequest.configure(application, finder, origin);
            return application;
          });
    }
  }

  PageViewFilter pageViewFilter(EventQueue queue, VisitorFinder finder) {
    return checked(
        () -> {
          PlausibleProperties.PageViews pages = properties.pageViews();
          PageViewFilter.Builder filter =
              PageViewFilter.builder(queue)
                  .visitorFinder(finder)
                  .including(pages.include().toArray(String[]::new))
                  .excluding(pages.exclude().toArray(String[]::new));
          Optional.ofNullable(pages.origin()).ifPresent(filter::origin);
          return filter.build();
        });
  }

  PlausibleProxyServlet proxy(VisitorFinder finder) {
    return checked(
        () ->
            PlausibleProxyServlet.builder(url())
                .visitorFinder(finder)
                .scriptMaxAge(properties.proxy().scriptMaxAge())
                .build());
  }

  String proxyMapping() {
    String path = properties.proxy().path();
    if (!path.matches("/[\\w./-]*[\\w.-]")) {
      throw new InvalidPlausiblePropertiesException(
          "plausible.proxy.path \"" + path + "\" is not a path.",
          "Set plausible.proxy.path to a path such as /stats, without a star or a trailing slash.");
    }
    return path + "/*";
  }

  private static <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw WrongProperty.of(e).map(wrong -> (RuntimeException) wrong.initCause(e)).orElse(e);
    }
  }
}
