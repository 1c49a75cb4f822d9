package io.github.plausible4j.k8s.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.plausible4j.k8s.image.ImageFailure.Reason;
import io.github.plausible4j.k8s.internal.http.FakeHttp;
import io.github.plausible4j.k8s.internal.http.FakeHttp.Received;
import io.github.plausible4j.k8s.internal.http.FakeHttp.Reply;
import io.github.plausible4j.k8s.registry.DockerRegistry;
import io.github.plausible4j.k8s.registry.ImagePusher;
import io.github.plausible4j.k8s.registry.TamperingProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okio.ByteString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that misbehave, on the loopback interface. */
class ImageResolverFaultsTest {
  private static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"arm64\"}";
  private static final String MANIFEST =
      "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + digest(CONFIG) + "\"}}";

  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  private static String digest(String text) {
    return "sha256:" + ByteString.encodeUtf8(text).sha256().hex();
  }

  private static Reply good(Received request) {
    return Reply.of(200, request.path().contains("/blobs/") ? CONFIG : MANIFEST);
  }

  private LockedImage resolve(FakeHttp registry) {
    return ImageResolver.builder()
        .credentials(registry.authority(), "puller", "right horse")
        .sleeper(waits::add)
        .build()
        .resolve(registry.authority() + "/app:1", "linux/arm64");
  }

  private static void assertFails(ThrowingCallable call, Reason reason, String... parts) {
    assertThatThrownBy(call)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("right horse")
        .asInstanceOf(type(ImageResolutionException.class))
        .extracting(e -> e.failures().get(0).reason())
        .isEqualTo(reason);
  }

  @Test
  void aBusyRegistryIsWaitedForAsItAsks() {
    AtomicInteger calls = new AtomicInteger();
    Function<Received, Reply> answers =
        request ->
            calls.incrementAndGet() == 1
                ? Reply.of(429, "{}").with("Retry-After", "3")
                : good(request);
    try (FakeHttp registry = FakeHttp.start(answers)) {
      assertThat(resolve(registry).digest()).isEqualTo(digest(MANIFEST));
      assertThat(waits).containsExactly(Duration.ofSeconds(3));
    }
  }

  @Test
  void aRegistryThatWantsALongWaitIsReported() {
    try (FakeHttp registry =
        FakeHttp.start(request -> Reply.of(429, "{}").with("Retry-After", "3600"))) {
      assertFails(
          () -> resolve(registry), Reason.RATE_LIMITED, "answered 429", "(Retry-After: 3600)");
      assertThat(registry.received()).hasSize(1);
    }
  }

  @Test
  void aBrokenRegistryIsAskedFourTimes() {
    try (FakeHttp registry = FakeHttp.start(request -> Reply.of(502, "<html>"))) {
      assertFails(
          () -> resolve(registry), Reason.UNEXPECTED_ANSWER, "answered 502", "try again later");
      assertThat(registry.received()).hasSize(4);
      assertThat(waits)
          .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void aTruncatedBodyIsFetchedAgain() {
    AtomicInteger calls = new AtomicInteger();
    try (FakeHttp registry =
        FakeHttp.start(
            request -> calls.incrementAndGet() == 1 ? good(request).truncated() : good(request))) {
      assertThat(resolve(registry).platforms()).containsEntry("linux/arm64", digest(MANIFEST));
      assertThat(waits).hasSize(1);
    }
  }

  @Test
  void aBodyThatIsAlwaysTruncatedIsNoProof() {
    try (FakeHttp registry = FakeHttp.start(request -> good(request).truncated())) {
      assertFails(() -> resolve(registry), Reason.UNREACHABLE, "did not answer at");
    }
  }

  @ParameterizedTest
  @CsvSource({"1048576, true", "4194305, false"})
  void noManifestIsLargerThanFourMebibytes(int size, boolean read) {
    String padded = MANIFEST + " ".repeat(size - MANIFEST.length());
    Function<Received, Reply> answers =
        request -> request.path().contains("/blobs/") ? good(request) : Reply.of(200, padded);
    try (FakeHttp registry = FakeHttp.start(answers)) {
      if (read) {
        assertThat(resolve(registry).digest()).isEqualTo(digest(padded));
      } else {
        assertFails(() -> resolve(registry), Reason.TOO_LARGE, "longer than 4194304 bytes");
        assertThat(registry.received()).hasSize(1);
      }
    }
  }

  @Test
  void aWrongDigestInTheHeaderIsFoundOut() {
    Function<Received, Reply> answers =
        request -> good(request).with("Docker-Content-Digest", digest("something else"));
    try (FakeHttp registry = FakeHttp.start(answers)) {
      assertFails(
          () -> resolve(registry),
          Reason.DIGEST_MISMATCH,
          "expected " + digest("something else"),
          "got " + digest(MANIFEST));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/manifests/1", "/manifests/sha256", "/blobs/"})
  void aBodyThatWasChangedOnTheWayIsFoundOut(String part, @TempDir Path folder) {
    try (DockerRegistry registry = DockerRegistry.start(folder);
        TamperingProxy proxy =
            new TamperingProxy(
                registry.authority(), part, body -> body.replaceFirst("linux", "Linux") + " ")) {
      ImagePusher pusher = new ImagePusher(registry.authority(), "app");
      ImagePusher.Pushed arm64 = pusher.image(ImagePusher.OCI_MANIFEST, "linux/arm64", null);
      pusher.index(
          ImagePusher.OCI_INDEX, List.of(new ImagePusher.Member(arm64, "linux/arm64")), "1");

      assertFails(
          () -> ImageResolver.create().resolve(proxy.authority() + "/app:1", "linux/arm64"),
          Reason.DIGEST_MISMATCH,
          "does not match its digest",
          "do not use it");
    }
  }

  @Test
  void aBlobStoreElsewhereDoesNotSeeTheCredentials() {
    try (FakeHttp store = FakeHttp.start(request -> Reply.of(200, CONFIG));
        FakeHttp registry =
            FakeHttp.start(
                request -> {
                  if (!request.headers().containsKey("authorization")) {
                    return Reply.of(401, "{}").with("WWW-Authenticate", "Basic realm=\"r\"");
                  }
                  return request.path().contains("/blobs/")
                      ? Reply.of(307, "").with("Location", store.url("/blob?signature=secret"))
                      : good(request);
                })) {
      assertThat(resolve(registry).digest()).isEqualTo(digest(MANIFEST));
      assertThat(store.received()).hasSize(1);
      assertThat(store.received().get(0).headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void aRedirectOnTheSameHostKeepsTheCredentials() {
    Function<Received, Reply> answers =
        request ->
            !request.headers().containsKey("authorization")
                ? Reply.of(401, "{}").with("WWW-Authenticate", "Basic realm=\"r\"")
                : request.path().endsWith("/1")
                    ? Reply.of(302, "").with("Location", "/v2/app/manifests/2")
                    : good(request);
    try (FakeHttp registry = FakeHttp.start(answers)) {
      assertThat(resolve(registry).digest()).isEqualTo(digest(MANIFEST));
    }
  }

  @Test
  void aSignedAddressIsNotShown() {
    try (FakeHttp store = FakeHttp.start(request -> Reply.of(403, "expired"));
        FakeHttp registry =
            FakeHttp.start(
                request ->
                    request.path().contains("/blobs/")
                        ? Reply.of(307, "").with("Location", store.url("/b?signature=hush"))
                        : good(request))) {
      assertThatThrownBy(() -> resolve(registry))
          .hasMessageContaining(store.url("/b") + " answered 403")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void aCircleOfRedirectsEnds() {
    try (FakeHttp registry =
        FakeHttp.start(request -> Reply.of(307, "").with("Location", request.target()))) {
      assertFails(() -> resolve(registry), Reason.UNREACHABLE, "more than 5 times");
      assertThat(registry.received()).hasSize(6);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer service=\"x\"|names no usable token server",
        "Bearer realm=\"nowhere\"|names no usable token server",
        "Digest realm=\"x\"|answered 401",
      })
  void aChallengeThatCannotBeAnsweredIsReported(String challenge, String expected) {
    try (FakeHttp registry =
        FakeHttp.start(request -> Reply.of(401, "{}").with("WWW-Authenticate", challenge))) {
      assertThatThrownBy(() -> resolve(registry)).hasMessageContaining(expected);
      assertThat(registry.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "not json", "{\"token\":\"a b\"}"})
  void aTokenServerWithoutATokenIsReported(String body) {
    try (FakeHttp tokens = FakeHttp.start(request -> Reply.of(200, body));
        FakeHttp registry =
            FakeHttp.start(
                request ->
                    Reply.of(401, "{}")
                        .with("WWW-Authenticate", "Bearer realm=\"" + tokens.url("/t") + "\""))) {
      assertFails(() -> resolve(registry), Reason.UNEXPECTED_ANSWER, ", answered without a token");
    }
  }

  @Test
  void aTokenServerThatIsNotThereIsNamed() {
    FakeHttp tokens = FakeHttp.start(request -> Reply.of(200, ""));
    tokens.close();
    String challenge = "Bearer realm=\"" + tokens.url("/t") + "\"";
    try (FakeHttp registry =
        FakeHttp.start(request -> Reply.of(401, "{}").with("WWW-Authenticate", challenge))) {
      assertFails(() -> resolve(registry), Reason.UNREACHABLE, "at " + tokens.url("/t"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>a login page</html>", "[]", "{\"schemaVersion\":1,\"fsLayers\":[]}"})
  void whatIsNoManifestIsReported(String body) {
    try (FakeHttp registry = FakeHttp.start(request -> Reply.of(200, body))) {
      assertFails(
          () -> resolve(registry),
          Reason.UNEXPECTED_ANSWER,
          "the content " + digest(body),
          registry.authority() + "/app:1 (linux/arm64)");
    }
  }

  @Test
  void aRegistryThatIsNotThereIsReported() {
    FakeHttp registry = FakeHttp.start(request -> Reply.of(200, ""));
    registry.close();
    assertFails(() -> resolve(registry), Reason.UNREACHABLE, "without a network use a lock file");
  }

  @Test
  void aNetworkThatIsNotTrustedGetsNoPlainRequest() {
    assertThatThrownBy(
            () ->
                ImageResolver.builder()
                    .sleeper(waits::add)
                    .build()
                    .resolve("registry.invalid/app:1", "linux/arm64"))
        .hasMessageContaining("https://registry.invalid/v2/app/manifests/1");
  }

  @Test
  void aRegistryWithoutTlsGetsNoPasswordForAnotherHost() {
    try (FakeHttp registry =
        FakeHttp.start(
            request ->
                Reply.of(401, "{}")
                    .with("WWW-Authenticate", "Bearer realm=\"https://tokens.invalid/token\""))) {
      assertFails(
          () -> resolve(registry), Reason.UNAUTHORIZED, "tokens.invalid, which gets no password");
    }
  }

  @Test
  void anInterruptedThreadGetsTheDocumentedExceptionAndKeepsItsFlag() {
    try (FakeHttp registry = FakeHttp.start(ImageResolverFaultsTest::good)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> resolve(registry)).isInstanceOf(ImageResolutionException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aPlatformHasToBeNamed() {
    assertThatThrownBy(() -> ImageResolver.create().resolve("postgres:16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name at least one");
  }

  /** Who answers behind a redirect is not whom the credentials are for, nor is its token server. */
  @Test
  void aServerBehindARedirectThatAsksForCredentialsGetsNone() {
    try (FakeHttp collector = FakeHttp.start(request -> Reply.of(200, "{\"token\":\"t\"}"));
        FakeHttp elsewhere =
            FakeHttp.start(
                request ->
                    Reply.of(401, "{}")
                        .with(
                            "WWW-Authenticate",
                            "Bearer realm=\"" + collector.url("/token") + "\",service=\"s\""));
        FakeHttp registry =
            FakeHttp.start(
                request ->
                    request.path().contains("/blobs/")
                        ? Reply.of(307, "").with("Location", elsewhere.url("/blob"))
                        : good(request))) {
      assertFails(() -> resolve(registry), Reason.UNAUTHORIZED, elsewhere.url("/blob"));
      assertThat(collector.received()).isEmpty();
    }
  }
}
