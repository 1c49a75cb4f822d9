package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends requests with a client's transport and reads responses and errors. */
final class KubeRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A successful response. */
  record Answer(int status, JsonNode body, List<String> warnings) {}

  private final KubernetesClient client;
  private final String root;

  KubeRequests(KubernetesClient client) {
    this.client = client;
    String url = client.getMasterUrl().toString();
    this.root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  Answer send(String method, String path, String body) {
    HttpResponse<String> response = exchange(method, path, body);
    List<String> warnings = new ArrayList<>();
    for (String header : response.headers("Warning")) {
      warnings.add(header.replaceFirst("^\\d+ \\S+ \"(.*)\"$", "$1"));
    }
    return new Answer(response.code(), parse(response.body()), warnings);
  }

  String text(String path) {
    return exchange("GET", path, "").body();
  }

  JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new KubeApiException("the answer of " + root + " is not JSON", e);
    }
  }

  private HttpResponse<String> exchange(String method, String path, String body) {
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(root + path)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS);
    if (!body.isEmpty()) {
      String type = method.equals("PATCH") ? "application/apply-patch+yaml" : "application/json";
      request.method(method, type, body);
    }
    HttpResponse<String> response = await(request.build(), method + ' ' + root + path);
    if (!response.isSuccessful()) {
      throw refusal(response);
    }
    return response;
  }

  private HttpResponse<String> await(HttpRequest request, String what) {
    try {
      return client.getHttpClient().sendAsync(request, String.class).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubeApiException("interrupted while waiting for the API server", e);
    } catch (ExecutionException e) {
      throw new KubeApiException("no answer to " + what + ": " + e.getCause(), e.getCause());
    }
  }

  private KubeApiException refusal(HttpResponse<String> response) {
    JsonNode status;
    try {
      status = JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      status = JSON.createObjectNode();
    }
    List<KubeApiException.Cause> causes = new ArrayList<>();
    for (JsonNode cause : status.at("/details/causes")) {
      causes.add(
          new KubeApiException.Cause(
              cause.path("reason").asText(),
              cause.path("message").asText(),
              cause.path("field").asText()));
    }
    String message = status.path("message").asText("");
    return new KubeApiException(
        response.code(),
        status.path("reason").asText(),
        message.isEmpty() ? "the API server answered " + response.code() : message,
        causes);
  }
}
