package io.github.plausible4j.k8s.dns;

import io.github.plausible4j.k8s.internal.cloudflare.CloudflareApi;
import io.github.plausible4j.k8s.internal.cloudflare.DnsFailure;
import io.github.plausible4j.k8s.internal.cloudflare.DnsName;
import io.github.plausible4j.k8s.internal.cloudflare.DnsRecord;
import io.github.plausible4j.k8s.internal.cloudflare.DnsZone;
import io.github.plausible4j.k8s.internal.http.BoundedHttp;
import io.github.plausible4j.k8s.internal.http.Loopback;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Manages routes in Cloudflare's DNS through version 4 of its API. A route is a proxied CNAME from
 * the host to {@code <tunnel id>.cfargotunnel.com}, marked by a comment. The zone is the one with
 * the longest name that the host ends with. Thread-safe. Calls block. Requests to a busy API are
 * tried up to four times, with waits of at most a minute.
 *
 * <p>A record that this library did not create and that has another target is reported and not
 * changed, unless {@link Builder#overwrite} allows it.
 */
public final class CloudflareDnsRoutes implements DnsRoutes {
  private static final String TARGET = ".cfargotunnel.com";
  private static final List<Integer> EXISTS = List.of(81053, 81057, 81058);

  private final CloudflareApi api;
  private final boolean overwrite;

  private CloudflareDnsRoutes(CloudflareApi api, boolean overwrite) {
    this.api = api;
    this.overwrite = overwrite;
  }

  /**
   * Creates a builder.
   *
   * @param apiToken an API token with the permissions Zone:Read and DNS:Edit for the zone; it
   *     appears in no message
   * @throws IllegalArgumentException if the token is empty or has characters that a token cannot
   *     have
   */
  public static Builder builder(String apiToken) {
    return new Builder(apiToken);
  }

  @Override
  public DnsChange route(String host, String tunnelId) {
    return within(
        host,
        tunnelId,
        (name, target) -> {
          try {
            return route(name, target);
          } catch (DnsFailure e) {
            // Another process created a record in the meantime, so look again.
            if (e.codes().stream().noneMatch(EXISTS::contains)) {
              throw e;
            }
            return route(name, target);
          }
        });
  }

  private DnsChange.Action route(DnsName host, String target) {
    DnsZone zone = DnsZone.of(api, host);
    List<DnsRecord> found = zone.addresses(host);
    if (found.isEmpty()) {
      zone.create(host, target);
      return DnsChange.Action.CREATED;
    }
    if (found.size() == 1 && found.get(0).leadsTo(target)) {
      return DnsChange.Action.UNCHANGED;
    }
    if (!overwrite && !found.stream().allMatch(DnsRecord::isOurs)) {
      throw foreign(
          host, found, "or build the routes with overwrite(true), which replaces it with a CNAME");
    }
    if (found.size() == 1 && found.get(0).type().equals("CNAME")) {
      zone.update(found.get(0), host, target);
    } else {
      zone.replace(found, host, target);
    }
    return DnsChange.Action.UPDATED;
  }

  @Override
  public DnsChange unroute(String host, String tunnelId) {
    return within(
        host,
        tunnelId,
        (name, target) -> {
          DnsZone zone = DnsZone.of(api, name);
          List<DnsRecord> leading =
              zone.addresses(name).stream().filter(r -> r.leadsTo(target)).toList();
          if (leading.isEmpty()) {
            return DnsChange.Action.ABSENT;
          }
          if (!overwrite && !leading.get(0).isOurs()) {
            throw foreign(
                name, leading, "or build the routes with overwrite(true), which deletes it");
          }
          zone.delete(leading.get(0));
          return DnsChange.Action.DELETED;
        });
  }

  private static DnsChange within(
      String host, String tunnelId, BiFunction<DnsName, String, DnsChange.Action> step) {
    DnsName name = DnsName.of(host);
    String target = TunnelIds.check(tunnelId) + TARGET;
    try {
      return new DnsChange(name.text(), target, step.apply(name, target));
    } catch (DnsFailure e) {
      throw new DnsRouteException(
          DnsRouteException.Reason.valueOf(e.kind().name()),
          e.status(),
          e.codes(),
          name.text(),
          String.valueOf(e.getMessage()),
          e.remedy(),
          e);
    }
  }

  private static DnsRouteException foreign(DnsName host, List<DnsRecord> found, String otherwise) {
    return new DnsRouteException(
        DnsRouteException.Reason.FOREIGN_RECORD,
        200,
        List.of(),
        host.text(),
        "there is "
            + found.stream().map(DnsRecord::toString).collect(Collectors.joining(", "))
            + ", which this library did not create",
        "delete it, " + otherwise,
        null);
  }

  /** Builds {@link CloudflareDnsRoutes}. Not thread-safe. */
  public static final class Builder {
    private final String apiToken;
    private boolean overwrite;
    private @Nullable OkHttpClient httpClient;
    private HttpUrl baseUrl = HttpUrl.get("https://api.cloudflare.com/client/v4/");
    private Sleeper sleeper = Sleeper.REAL;

    private Builder(String apiToken) {
      this.apiToken = apiToken.strip();
      if (this.apiToken.isEmpty() || !this.apiToken.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new IllegalArgumentException(
            "the API token is empty or has characters that a token cannot have; copy it again from"
                + " Cloudflare's dashboard");
      }
    }

    /**
     * Sets whether records that this library did not create are replaced and deleted, too. Default
     * false.
     */
    public Builder overwrite(boolean newOverwrite) {
      overwrite = newOverwrite;
      return this;
    }

    /**
     * Sets the HTTP client to derive from, for proxies and time-outs. By default, the time-out is
     * 10 seconds for a connection and 60 seconds for a call.
     */
    public Builder httpClient(OkHttpClient client) {
      httpClient = client;
      return this;
    }

    /**
     * Sets the address of the API, to which the token is sent. Default Cloudflare's.
     *
     * @param url the address, with {@code /client/v4} at the end
     * @throws IllegalArgumentException if it is not an https address; http is allowed on the
     *     loopback interface
     */
    public Builder baseUrl(String url) {
      HttpUrl parsed = HttpUrl.parse(url.endsWith("/") ? url : url + "/");
      if (parsed == null || !(parsed.isHttps() || Loopback.is(parsed.host()))) {
        throw new IllegalArgumentException(
            "base URL \""
                + url
                + "\" is not an https address, and the token would be sent to it; use for example"
                + " https://api.cloudflare.com/client/v4");
      }
      baseUrl = parsed;
      return this;
    }

    Builder sleeper(Sleeper newSleeper) {
      sleeper = newSleeper;
      return this;
    }

    /** Builds the routes. Sends no request yet. */
    public CloudflareDnsRoutes build() {
      OkHttpClient client = httpClient != null ? httpClient : BoundedHttp.defaultClient();
      BoundedHttp http = new BoundedHttp(client, Clock.systemUTC(), sleeper);
      return new CloudflareDnsRoutes(new CloudflareApi(http, baseUrl, apiToken), overwrite);
    }
  }
}
