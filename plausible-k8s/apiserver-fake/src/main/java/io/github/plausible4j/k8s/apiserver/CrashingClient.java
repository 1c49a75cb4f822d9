package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that reaches its server for so many writes and never again: what the server sees of a
 * process that is killed, whatever server it is.
 */
public final class CrashingClient {
  private static final URI NOBODY_LISTENS = URI.create("http://127.0.0.1:1/");

  private CrashingClient() {}

  /** A client for the same cluster as another one; dry runs and reviews are no writes. */
  public static KubernetesClient dyingAfter(int writes, KubernetesClient other) {
    AtomicInteger left = new AtomicInteger(writes);
    Interceptor death =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            boolean write = new FakeApiServer.Seen(request).writes();
            if (write ? left.getAndDecrement() <= 0 : left.get() < 0) {
              builder.uri(NOBODY_LISTENS);
            }
          }
        };
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(other.getConfiguration()).withRequestRetryBackoffLimit(0).build())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("death", death))
        .build();
  }
}
