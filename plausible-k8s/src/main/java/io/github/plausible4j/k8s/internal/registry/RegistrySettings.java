package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.http.Loopback;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * How to connect to registries. For internal use only.
 *
 * @param credentials the credentials by registry, such as {@code ghcr.io} or {@code
 *     registry.lan:5000}
 * @param plainHttp the registries without TLS; those on loopback hosts need not be listed
 */
public record RegistrySettings(Map<String, Credentials> credentials, Set<String> plainHttp) {

  public RegistrySettings {
    credentials = Map.copyOf(credentials);
    plainHttp = Set.copyOf(plainHttp);
  }

  boolean isPlain(String registry) {
    if (plainHttp.contains(registry)) {
      return true;
    }
    HttpUrl url = HttpUrl.parse("http://" + registry + "/");
    return url != null && Loopback.is(url.host());
  }

  HttpUrl url(ImageReference image, String kind, String selector) {
    HttpUrl base =
        HttpUrl.get(
            (isPlain(image.registry()) ? "http://" : "https://") + image.apiHost() + "/v2/");
    return base.newBuilder()
        .addPathSegments(image.repository())
        .addPathSegment(kind)
        .addPathSegment(selector)
        .build();
  }
}
