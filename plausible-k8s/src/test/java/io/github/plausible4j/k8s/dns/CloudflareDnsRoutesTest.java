package io.github.plausible4j.k8s.dns;

import static io.github.plausible4j.k8s.dns.DnsChange.Action.ABSENT;
import static io.github.plausible4j.k8s.dns.DnsChange.Action.CREATED;
import static io.github.plausible4j.k8s.dns.DnsChange.Action.DELETED;
import static io.github.plausible4j.k8s.dns.DnsChange.Action.UNCHANGED;
import static io.github.plausible4j.k8s.dns.DnsChange.Action.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.plausible4j.k8s.dns.DnsRouteException.Reason;
import io.github.plausible4j.k8s.internal.cloudflare.FakeCloudflare;
import io.github.plausible4j.k8s.internal.http.FakeHttp.Reply;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over loopback HTTP, against a fake that keeps records as Cloudflare does. */
class CloudflareDnsRoutesTest {
  private static final String HOST = "stats.example.org";
  private static final String TUNNEL = "6ff42ae2-765d-4adf-8112-31c55c1551ef";
  private static final String OTHER = "11111111-765d-4adf-8112-31c55c1551ef";
  private static final String TARGET = TUNNEL + ".cfargotunnel.com";
  private static final String OURS = "Made by plausible4j, which may change it";

  private final FakeCloudflare cloudflare = new FakeCloudflare().zone("example.org", "active");
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final CloudflareDnsRoutes routes = builder().build();

  private CloudflareDnsRoutes.Builder builder() {
    return CloudflareDnsRoutes.builder(FakeCloudflare.TOKEN)
        .baseUrl(cloudflare.url())
        .sleeper(waits::add);
  }

  @AfterEach
  void stop() {
    cloudflare.close();
  }

  private static void assertFails(ThrowingCallable call, Reason reason, String... parts) {
    assertThatThrownBy(call)
        .hasMessageStartingWith("DNS route of " + HOST + ": ")
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("hush")
        .asInstanceOf(type(DnsRouteException.class))
        .extracting(DnsRouteException::reason)
        .isEqualTo(reason);
  }

  @Test
  void aRouteIsMadeOnceAndThenLeftAlone() {
    assertThat(routes.route(HOST, TUNNEL)).isEqualTo(new DnsChange(HOST, TARGET, CREATED));
    assertThat(routes.route("Stats.Example.org", TUNNEL))
        .hasToString(HOST + " → " + TARGET + ": unchanged");

    assertThat(cloudflare.records()).containsExactly("CNAME " + HOST + " " + TARGET);
    assertThat(cloudflare.writes()).containsExactly("POST /client/v4/zones/{id}/dns_records");
    assertThat(cloudflare.received())
        .filteredOn(request -> request.method().equals("POST"))
        .first()
        .extracting(request -> request.body())
        .isEqualTo(
            "{\"type\":\"CNAME\",\"name\":\"%s\",\"content\":\"%s\",\"proxied\":true,\"ttl\":1,\"comment\":\"%s\"}"
                .formatted(HOST, TARGET, OURS));
  }

  @Test
  void aRouteThatAnotherMadeToTheSameTunnelIsLeftAlone() {
    cloudflare.record("CNAME", HOST, TARGET, "");

    assertThat(routes.route(HOST, TUNNEL).action()).isEqualTo(UNCHANGED);
    assertThat(cloudflare.writes()).isEmpty();
  }

  @Test
  void anOwnRouteFollowsItsTunnel() {
    cloudflare.record("CNAME", HOST, OTHER + ".cfargotunnel.com", OURS);

    assertThat(routes.route(HOST, TUNNEL).action()).isEqualTo(UPDATED);
    assertThat(cloudflare.records()).containsExactly("CNAME " + HOST + " " + TARGET);
    assertThat(cloudflare.writes()).containsExactly("PATCH /client/v4/zones/{id}/dns_records/{id}");
  }

  @ParameterizedTest
  @CsvSource({"A, 192.0.2.7", "CNAME, blog.example.net"})
  void aRecordOfSomebodyElseIsOnlyReplacedOnDemand(String type, String content) {
    cloudflare.record(type, HOST, content, "the old web server");

    assertFails(
        () -> routes.route(HOST, TUNNEL),
        Reason.FOREIGN_RECORD,
        "there is " + type + " " + HOST + " → " + content,
        "overwrite(true)");
    assertThat(cloudflare.records()).containsExactly(type + " " + HOST + " " + content);
    assertThat(cloudflare.writes()).isEmpty();

    assertThat(builder().overwrite(true).build().route(HOST, TUNNEL).action()).isEqualTo(UPDATED);
    assertThat(cloudflare.records()).containsExactly("CNAME " + HOST + " " + TARGET);
  }

  @Test
  void severalRecordsOnSeveralPagesAreReplacedInOneTransaction() {
    cloudflare
        .record("A", HOST, "192.0.2.7", "")
        .record("A", HOST, "192.0.2.8", "")
        .record("AAAA", HOST, "2001:db8::7", "")
        .record("TXT", HOST, "v=spf1", "")
        .record("A", "www.example.org", "192.0.2.7", "");

    assertFails(() -> routes.route(HOST, TUNNEL), Reason.FOREIGN_RECORD, "192.0.2.8", "::7");
    assertThat(builder().overwrite(true).build().route(HOST, TUNNEL).action()).isEqualTo(UPDATED);

    assertThat(cloudflare.records())
        .containsExactlyInAnyOrder(
            "A www.example.org 192.0.2.7",
            "TXT " + HOST + " v=spf1",
            "CNAME " + HOST + " " + TARGET);
    assertThat(cloudflare.writes()).containsExactly("POST /client/v4/zones/{id}/dns_records/batch");
  }

  @Test
  void theZoneWithTheLongestNameIsTaken() {
    cloudflare.zone(HOST, "active");

    routes.route("eu." + HOST, TUNNEL);

    assertThat(cloudflare.received())
        .extracting(request -> request.target().replaceAll("&.*", ""))
        .startsWith(
            "/client/v4/zones?name=eu.stats.example.org",
            "/client/v4/zones?name=stats.example.org",
            "/client/v4/zones/00000000000000000000000000000002/dns_records?name=eu.stats.example.org");
  }

  @Test
  void aHostWithoutAZoneIsReported() {
    assertThatThrownBy(() -> routes.route("stats.example.net", TUNNEL))
        .hasMessageContaining("sees no zone for stats.example.net")
        .hasMessageContaining("tried stats.example.net, example.net;")
        .hasMessageContaining("Zone:Read");
  }

  @Test
  void aZoneThatIsNotActiveIsReported() {
    cloudflare.zone(HOST, "pending");

    assertFails(() -> routes.route(HOST, TUNNEL), Reason.NO_ZONE, "is pending, not active");
  }

  @Test
  void aRouteIsTakenAwayOnce() {
    routes.route(HOST, TUNNEL);

    assertThat(routes.unroute(HOST, OTHER).action()).isEqualTo(ABSENT);
    assertThat(routes.unroute(HOST, TUNNEL).action()).isEqualTo(DELETED);
    assertThat(routes.unroute(HOST, TUNNEL).action()).isEqualTo(ABSENT);
    assertThat(cloudflare.records()).isEmpty();
  }

  @Test
  void aRouteOfSomebodyElseIsOnlyTakenAwayOnDemand() {
    cloudflare.record("CNAME", HOST, TARGET, "by hand");

    assertFails(() -> routes.unroute(HOST, TUNNEL), Reason.FOREIGN_RECORD, "overwrite(true)");
    assertThat(builder().overwrite(true).build().unroute(HOST, TUNNEL).action()).isEqualTo(DELETED);
  }

  @Test
  void aRaceIsDecidedByWhatIsThere() {
    AtomicInteger posts = new AtomicInteger();
    cloudflare.disturb(
        request -> {
          if (request.method().equals("POST") && posts.incrementAndGet() == 1) {
            cloudflare.record("CNAME", HOST, TARGET, OURS);
          }
          return Optional.empty();
        });

    assertThat(routes.route(HOST, TUNNEL).action()).isEqualTo(UNCHANGED);
  }

  @Test
  void aTokenThatIsNotAcceptedIsReportedWithTheCode() {
    CloudflareDnsRoutes wrong =
        CloudflareDnsRoutes.builder("another-hush").baseUrl(cloudflare.url()).build();

    assertFails(
        () -> wrong.route(HOST, TUNNEL),
        Reason.UNAUTHORIZED,
        "GET /client/v4/zones was answered 403 (9109: Invalid access token)",
        "Zone:Read and DNS:Edit");
    assertThatThrownBy(() -> wrong.route(HOST, TUNNEL))
        .asInstanceOf(type(DnsRouteException.class))
        .satisfies(
            e -> {
              assertThat(e.codes()).containsExactly(9109);
              assertThat(e.status()).isEqualTo(403);
            });
  }

  @Test
  void innerCodesAreReportedToo() {
    String body =
        """
        {"success":false,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":\
        [{"code":6111,"message":"Invalid format for Authorization header"}]}],"messages":[],\
        "result":null}\
        """;
    cloudflare.disturb(request -> Optional.of(Reply.of(400, body)));

    assertThatThrownBy(() -> routes.route(HOST, TUNNEL))
        .hasMessageContaining("6111: Invalid format")
        .asInstanceOf(type(DnsRouteException.class))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
              assertThat(e.codes()).containsExactly(6003, 6111);
            });
  }

  @Test
  void aBusyApiIsWaitedForAlsoWhenSomethingIsWritten() {
    AtomicInteger posts = new AtomicInteger();
    cloudflare.disturb(
        request ->
            request.method().equals("POST") && posts.incrementAndGet() == 1
                ? Optional.of(
                    FakeCloudflare.error(429, 971, "Please wait").with("Retry-After", "5"))
                : Optional.empty());

    assertThat(routes.route(HOST, TUNNEL).action()).isEqualTo(CREATED);
    assertThat(waits).containsExactly(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED, try again later",
    "502, UNEXPECTED_ANSWER, try again later",
    "200, UNEXPECTED_ANSWER, check that this is"
  })
  void anAnswerThatIsNotTheApisIsReported(int status, Reason reason, String remedy) {
    cloudflare.disturb(request -> Optional.of(Reply.of(status, "<html>")));

    assertFails(() -> routes.route(HOST, TUNNEL), reason, "answered " + status, remedy);
  }

  @Test
  void anApiThatIsNotThereIsReported() {
    cloudflare.close();

    assertFails(() -> routes.route(HOST, TUNNEL), Reason.UNREACHABLE, "was not answered");
  }

  @Test
  void aStackKnowsItsHostAndTunnel() {
    String json = "{\"a\":\"account\",\"t\":\"" + TUNNEL + "\",\"s\":\"c2VjcmV0\"}";
    String token = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    PlausibleStack byToken =
        PlausibleStack.raspberryPi("https://" + HOST)
            .exposure(ExposureSpec.tunnelToken(token))
            .build();

    assertThat(routes.route(byToken)).isEqualTo(new DnsChange(HOST, TARGET, CREATED));
    assertThat(routes.unroute(byToken).action()).isEqualTo(DELETED);
    assertThatThrownBy(() -> routes.route(PlausibleStack.raspberryPi("https://" + HOST).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no tunnel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tunnel", "6ff42ae2765d4adf811231c55c1551ef"})
  void whatIsNoTunnelIdIsRefused(String id) {
    assertThatThrownBy(() -> routes.route(HOST, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tunnel id is not a UUID");
  }

  @Test
  void theTokenGoesNowhereInTheClear() {
    assertThatThrownBy(() -> builder().baseUrl("http://api.example.org/client/v4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an https address");
    assertThatThrownBy(() -> CloudflareDnsRoutes.builder("to ken"))
        .hasMessageContaining("characters that a token cannot have")
        .hasMessageNotContaining("to ken");
  }
}
