package io.github.plausible4j.k8s.internal.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.internal.http.BodyTooLargeException;
import io.github.plausible4j.k8s.internal.http.HttpResponse;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.io.IOException;
import java.util.StringJoiner;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Turns error responses of a registry, and failed requests, into exceptions with a remedy. */
final class RegistryErrorReader {
  private static final int MAX_SHOWN = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistryErrorReader() {}

  /** The failure for an error response. */
  static RegistryFailure of(HttpResponse answer, ImageReference image, boolean withCredentials) {
    String summary = place(answer.url()) + " answered " + answer.status() + reasons(answer);
    return switch (answer.status()) {
      case 401, 403 ->
          new RegistryFailure(
              RegistryFailure.Kind.UNAUTHORIZED,
              summary,
              withCredentials
                  ? "check the credentials for "
                      + image.registry()
                      + ", and whether they may pull "
                      + image.repository()
                  : "check the name; if the image is private, give the resolver credentials for "
                      + image.registry());
      case 404 ->
          new RegistryFailure(
              RegistryFailure.Kind.NOT_FOUND, summary, "check repository, tag and digest");
      case 429 ->
          new RegistryFailure(
              RegistryFailure.Kind.RATE_LIMITED,
              summary + waits(answer),
              "try again later, or give the resolver credentials for " + image.registry());
      default ->
          new RegistryFailure(
              RegistryFailure.Kind.UNEXPECTED_ANSWER,
              summary,
              answer.status() >= 500
                  ? "try again later"
                  : "check that " + image.registry() + " is a registry of the v2 protocol");
    };
  }

  /** The failure for a request without a response. */
  static RegistryFailure of(IOException failure, HttpUrl url, ImageReference image) {
    if (failure instanceof BodyTooLargeException) {
      return new RegistryFailure(
          RegistryFailure.Kind.TOO_LARGE,
          place(url) + ": " + failure.getMessage(),
          "no manifest or configuration of an image is that large; check the name",
          failure);
    }
    String remedy =
        failure instanceof SSLException
            ? "check the registry's certificate; a registry without TLS must be configured as such,"
                + " and one with its own certificate authority needs an HTTP client that trusts"
                + " it"
            : "check the registry's name, the network and proxies; without a network use a lock"
                + " file that was made on another machine";
    return new RegistryFailure(
        RegistryFailure.Kind.UNREACHABLE,
        image.registry() + " did not answer at " + place(url) + ": " + failure,
        remedy,
        failure);
  }

  /** A URL without its query, which may contain a signature. */
  static String place(HttpUrl url) {
    return url.newBuilder().query(null).fragment(null).username("").password("").build().toString();
  }

  private static String waits(HttpResponse answer) {
    String wait = answer.headers().get("Retry-After");
    return wait == null ? "" : " and asks to wait (Retry-After: " + cut(wait) + ")";
  }

  /** The codes and messages of the registry's error list, such as {@code MANIFEST_UNKNOWN}. */
  private static String reasons(HttpResponse answer) {
    StringJoiner reasons = new StringJoiner(", ", " (", ")").setEmptyValue("");
    try {
      for (JsonNode error : JSON.readTree(answer.text()).path("errors")) {
        String message = error.path("message").asText("");
        reasons.add(error.path("code").asText("?") + (message.isEmpty() ? "" : ": " + message));
      }
    } catch (JsonProcessingException e) {
      return "";
    }
    return cut(reasons.toString());
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
