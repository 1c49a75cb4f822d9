package io.github.plausible4j.k8s.internal.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.internal.http.BoundedHttp;
import io.github.plausible4j.k8s.internal.http.HttpResponse;
import io.github.plausible4j.k8s.internal.http.Loopback;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Answers a registry's authentication challenges and caches the {@code Authorization} header of
 * each repository until it expires. Thread-safe.
 */
final class Authorizer {
  private static final long LIMIT = 256 * 1024;
  private static final int MAX_SHOWN = 80;
  private static final long MIN_LIFE_SECONDS = 60;
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BoundedHttp http;
  private final RegistrySettings settings;
  private final Clock clock;
  private final Map<String, Header> known = new ConcurrentHashMap<>();

  private record Header(String value, Instant expires) {}

  Authorizer(BoundedHttp http, RegistrySettings settings, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
  }

  /** The cached header of a repository; null if there is none or it has expired. */
  @Nullable String remembered(ImageReference image) {
    Header header = known.get(image.name());
    return header == null || clock.instant().isAfter(header.expires) ? null : header.value;
  }

  /**
   * Answers a challenge.
   *
   * @return the value of the {@code Authorization} header
   * @throws RegistryFailure if the registry needs credentials that are not configured, or its token
   *     server fails
   */
  String answer(Challenge challenge, ImageReference image) {
    Credentials credentials = settings.credentials().get(image.registry());
    Header header;
    if (challenge.bearer()) {
      header = token(challenge, image, credentials);
    } else if (credentials == null) {
      throw new RegistryFailure(
          RegistryFailure.Kind.UNAUTHORIZED,
          image.registry() + " requires a user name and a password",
          "give the resolver credentials for " + image.registry());
    } else {
      header = new Header(credentials.basicHeader(), Instant.MAX);
    }
    known.put(image.name(), header);
    return header.value;
  }

  private Header token(
      Challenge challenge, ImageReference image, @Nullable Credentials credentials) {
    HttpUrl realm = challenge.realm().map(HttpUrl::parse).orElse(null);
    if (realm == null || (!realm.isHttps() && !settings.isPlain(image.registry()))) {
      throw new RegistryFailure(
          RegistryFailure.Kind.UNEXPECTED_ANSWER,
          image.registry()
              + " names no usable token server: realm \""
              + challenge.realm().map(Authorizer::cut).orElse("")
              + "\"",
          "the realm must be an https URL; check the registry's configuration");
    }
    if (credentials != null && settings.isPlain(image.registry()) && !isSameHost(realm, image)) {
      throw new RegistryFailure(
          RegistryFailure.Kind.UNAUTHORIZED,
          image.registry()
              + " has no TLS and refers to a token server on "
              + realm.host()
              + ", which gets no password, because anyone on the network may have named it",
          "give the registry TLS, or let its token server run on the registry's own host");
    }
    HttpUrl.Builder url = realm.newBuilder();
    challenge.service().ifPresent(service -> url.setQueryParameter("service", service));
    url.setQueryParameter(
        "scope", challenge.scope().orElse("repository:" + image.repository() + ":pull"));
    Request.Builder request = new Request.Builder().url(url.build());
    if (credentials != null) {
      request.header("Authorization", credentials.basicHeader());
    }
    Instant asked = clock.instant();
    HttpResponse answer = send(request.build(), image);
    if (!answer.isSuccessful()) {
      throw RegistryErrorReader.of(answer, image, credentials != null);
    }
    return read(answer, asked, image);
  }

  private static boolean isSameHost(HttpUrl realm, ImageReference image) {
    HttpUrl registry = HttpUrl.parse("http://" + image.registry() + "/");
    return registry != null
        && (registry.host().equals(realm.host())
            || (Loopback.is(registry.host()) && Loopback.is(realm.host())));
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private HttpResponse send(Request request, ImageReference image) {
    try {
      return http.send(request, LIMIT);
    } catch (IOException e) {
      throw RegistryErrorReader.of(e, request.url(), image);
    }
  }

  private static Header read(HttpResponse answer, Instant asked, ImageReference image) {
    JsonNode body = json(answer);
    String token = body.path("token").asText(body.path("access_token").asText(""));
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new RegistryFailure(
          RegistryFailure.Kind.UNEXPECTED_ANSWER,
          "the token server of "
              + image.registry()
              + ", "
              + RegistryErrorReader.place(answer.url())
              + ", answered without a token",
          "check the registry's configuration");
    }
    long life = Math.max(MIN_LIFE_SECONDS, body.path("expires_in").asLong(MIN_LIFE_SECONDS));
    return new Header("Bearer " + token, asked.plusSeconds(Math.min(life, 86_400)).minus(MARGIN));
  }

  private static JsonNode json(HttpResponse answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
