package io.github.plausible4j.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties below {@code plausible}.
 *
 * @param enabled whether the beans of Plausible are created
 * @param url the address of Plausible, for example https://stats.example.org
 * @param apiKey the key for statistics and sites
 * @param site the site of events without a site; if not set, the host of the page
 * @param callTimeout the longest time of a whole request to Plausible
 * @param trustedProxies how many of your proxies are between visitors and the application
 * @param honourOptOut whether visitors with DNT or Sec-GPC are not counted
 * @param queue the event queue
 * @param pageViews the filter that counts page views
 * @param proxy the servlet that forwards Plausible's script and its events
 */
@ConfigurationProperties("plausible")
public record PlausibleProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String url,
    @Nullable String apiKey,
    @Nullable String site,
    @Nullable Duration callTimeout,
    @DefaultValue("0") int trustedProxies,
    @DefaultValue("false") boolean honourOptOut,
    @DefaultValue Queue queue,
    @DefaultValue PageViews pageViews,
    @DefaultValue Proxy proxy) {

  /**
   * The properties below {@code plausible.queue}. The defaults are those of {@link
   * io.github.plausible4j.events.DeliveryPolicy}.
   *
   * @param capacity how many events may wait
   * @param connections how many requests may run at the same time
   * @param closeTimeout how long a shutdown waits for events to be delivered
   * @param spoolDirectory the directory that keeps waiting events while the application is down
   * @param deadLetterFile the file for events that cannot be delivered
   */
  public record Queue(
      @Nullable Integer capacity,
      @Nullable Integer connections,
      @Nullable Duration closeTimeout,
      @Nullable Path spoolDirectory,
      @Nullable Path deadLetterFile) {}

  /**
   * The properties below {@code plausible.page-views}.
   *
   * @param enabled whether the application's pages are counted on the server
   * @param include URL patterns of pages that are counted, such as /blog/*; all if empty
   * @param exclude URL patterns of pages that are not counted, such as /admin/*
   * @param origin the scheme, host and port that visitors see, if a proxy hides them
   */
  public record PageViews(
      @DefaultValue("false") boolean enabled,
      @DefaultValue List<String> include,
      @DefaultValue List<String> exclude,
      @Nullable String origin) {}

  /**
   * The properties below {@code plausible.proxy}.
   *
   * @param enabled whether Plausible's script is served from the application's own host
   * @param path the path below which the script and its events are forwarded
   * @param scriptMaxAge how long a script is cached, in memory and in browsers
   */
  public record Proxy(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("/stats") String path,
      @DefaultValue("6h") Duration scriptMaxAge) {}

  /** The properties without the API key, and without a password in the address. */
  @Override
  public String toString() {
    return "PlausibleProperties[site="
        + site
        + ", apiKey="
        + (apiKey == null ? "none" : "***")
        + "]";
  }
}
