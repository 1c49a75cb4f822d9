package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Records the permissions that a client uses and those that it asks for in access reviews, in the
 * form {@code get secrets}. No verb includes another one: {@code list} does not allow {@code get}.
 */
public final class PermissionLog {
  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private final Set<String> used = new ConcurrentSkipListSet<>();

  /** Creates a client for the cluster of another one and records its requests. */
  public KubernetesClient client(KubernetesClient other) {
    Interceptor note =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            note(request);
          }
        };
    return new KubernetesClientBuilder()
        .withConfig(other.getConfiguration())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("permissions", note))
        .build();
  }

  /** The permissions that were used but not asked for. */
  public Set<String> neverAskedFor() {
    Set<String> missing = new TreeSet<>(used);
    missing.removeAll(asked);
    return missing;
  }

  private void note(HttpRequest request) {
    Target target = Target.of(request.uri());
    if (target.plural().equals("selfsubjectaccessreviews")) {
      JsonNode wanted = Json.read(request.bodyString()).at("/spec/resourceAttributes");
      asked.add(wanted.path("verb").asText() + " " + wanted.path("resource").asText());
    } else if (!target.plural().isEmpty()) {
      String subresource = target.subresource().isEmpty() ? "" : "/" + target.subresource();
      used.add(verb(request.method(), target) + " " + target.plural() + subresource);
    }
  }

  private static String verb(String method, Target target) {
    return switch (method) {
      case "GET" -> target.flag("watch") ? "watch" : target.name().isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
