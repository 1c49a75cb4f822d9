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
 * Creates clients that lose their server after a number of writes, like a process that is killed.
 * They work with any API server.
 */
public final class CrashingClient {
  private static final URI NOBODY_LISTENS = URI.create("http://127.0.0.1:1/");

  private CrashingClient() {}

  /**
   * Creates a client for the cluster of another one.
   *
   * @param writes the number of writes that succeed; dry runs and access reviews do not count
   */
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
