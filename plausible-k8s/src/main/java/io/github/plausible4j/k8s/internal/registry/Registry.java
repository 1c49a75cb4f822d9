package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.http.BoundedHttp;
import io.github.plausible4j.k8s.internal.http.HttpResponse;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.internal.image.ContentDigest;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.io.IOException;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests and small blobs, up to 4 MiB, with the OCI distribution protocol. Every body is
 * verified against its digest. Thread-safe. For internal use only.
 */
public final class Registry {
  /** The manifest size that every registry should accept, by the distribution specification. */
  private static final long LIMIT = 4 * 1024 * 1024;

  private static final int MAX_REDIRECTS = 5;
  private static final String MANIFESTS =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.DOCKER_LIST,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_MANIFEST);

  private final BoundedHttp http;
  private final RegistrySettings settings;
  private final Authorizer authorizer;

  public Registry(OkHttpClient client, RegistrySettings settings, Clock clock, Sleeper sleeper) {
    this.http = new BoundedHttp(client, clock, sleeper);
    this.settings = settings;
    this.authorizer = new Authorizer(http, settings, clock);
  }

  /** Reads the manifest or index that an image name refers to. */
  VerifiedBlob manifest(ImageReference image) {
    HttpResponse answer = get(image, settings.url(image, "manifests", image.selector()), MANIFESTS);
    ContentDigest expected = image.digest();
    if (expected == null) {
      expected = declared(answer, image);
    }
    return verified(answer, expected, image);
  }

  /** Reads a blob of an image's repository. */
  VerifiedBlob blob(ImageReference image, ContentDigest digest) {
    HttpUrl url = settings.url(image, "blobs", digest.toString());
    return verified(get(image, url, "*/*"), digest, image);
  }

  /** The header is optional. If a registry sends it, the body must match it. */
  private static ContentDigest declared(HttpResponse answer, ImageReference image) {
    String header = answer.headers().get("Docker-Content-Digest");
    if (header == null) {
      return ContentDigest.sha256(answer.body());
    }
    return ContentDigest.parse(header)
        .orElseThrow(
            () ->
                new RegistryFailure(
                    RegistryFailure.Kind.UNEXPECTED_ANSWER,
                    image.registry() + " declares a digest that is not valid",
                    "check that it is a registry of the v2 protocol"));
  }

  private static VerifiedBlob verified(
      HttpResponse answer, ContentDigest expected, ImageReference image) {
    if (!expected.matches(answer.body())) {
      throw new RegistryFailure(
          RegistryFailure.Kind.DIGEST_MISMATCH,
          RegistryErrorReader.place(answer.url())
              + " does not match its digest: expected "
              + expected
              + ", got "
              + ContentDigest.sha256(answer.body())
              + " over "
              + answer.body().size()
              + " bytes",
          "do not use it; a proxy or cache between here and "
              + image.registry()
              + " changes the content, or someone tampers with it");
    }
    String type = answer.headers().get("Content-Type");
    String mediaType = type == null ? "" : type.split(";", 2)[0].strip();
    return new VerifiedBlob(expected, mediaType, answer.body());
  }

  private HttpResponse get(ImageReference image, HttpUrl url, String accept) {
    String header = authorizer.remembered(image);
    try {
      HttpResponse answer = follow(url, accept, header);
      if (answer.status() == 401 && sameOrigin(url, answer.url())) {
        Challenge challenge =
            Challenge.of(answer.headers())
                .orElseThrow(() -> RegistryErrorReader.of(answer, image, hasCredentials(image)));
        HttpResponse second = follow(url, accept, authorizer.answer(challenge, image));
        return success(second, image);
      }
      return success(answer, image);
    } catch (IOException e) {
      throw RegistryErrorReader.of(e, url, image);
    }
  }

  private HttpResponse success(HttpResponse answer, ImageReference image) {
    if (answer.status() != 200) {
      throw RegistryErrorReader.of(answer, image, hasCredentials(image));
    }
    return answer;
  }

  private boolean hasCredentials(ImageReference image) {
    return settings.credentials().containsKey(image.registry());
  }

  /** Blobs are often on another host, so the header is sent only to the registry's own origin. */
  private HttpResponse follow(HttpUrl start, String accept, @Nullable String header)
      throws IOException {
    HttpUrl url = start;
    for (int redirects = 0; ; redirects++) {
      Request.Builder request =
          new Request.Builder()
              .url(url)
              .header("Accept", accept)
              .header("Accept-Encoding", "identity");
      if (header != null && sameOrigin(start, url)) {
        request.header("Authorization", header);
      }
      HttpResponse answer = http.send(request.build(), LIMIT);
      String location = answer.headers().get("Location");
      boolean redirected =
          switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> location != null;
            default -> false;
          };
      if (!redirected) {
        return answer;
      }
      HttpUrl next = url.resolve(location);
      if (next == null || (url.isHttps() && !next.isHttps()) || redirects == MAX_REDIRECTS) {
        throw new IOException(
            "redirected "
                + (redirects == MAX_REDIRECTS
                    ? "more than " + MAX_REDIRECTS + " times"
                    : "to an address that is not https"));
      }
      url = next;
    }
  }

  private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.host().equals(b.host()) && a.port() == b.port() && a.scheme().equals(b.scheme());
  }
}
