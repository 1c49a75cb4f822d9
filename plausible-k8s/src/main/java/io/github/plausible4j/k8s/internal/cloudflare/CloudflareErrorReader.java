package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Turns error responses of Cloudflare's API, and failed requests, into exceptions with a remedy.
 */
final class CloudflareErrorReader {
  private static final int MAX_SHOWN = 300;
  private static final String PERMISSIONS =
      "use an API token that has the permissions Zone:Read and DNS:Edit for the zone and has not"
          + " expired (Cloudflare's dashboard, My Profile, API Tokens)";

  private CloudflareErrorReader() {}

  static DnsFailure unanswered(Request request, IOException cause) {
    return new DnsFailure(
        DnsFailure.Kind.UNREACHABLE,
        0,
        List.of(),
        what(request) + " was not answered: " + cause,
        "check the network and proxies, then try again",
        cause);
  }

  static DnsFailure unreadable(Request request, HttpResponse answer) {
    boolean refused = answer.status() == 429;
    return new DnsFailure(
        refused ? DnsFailure.Kind.RATE_LIMITED : DnsFailure.Kind.UNEXPECTED_ANSWER,
        answer.status(),
        List.of(),
        what(request) + " was answered " + answer.status() + " without the API's envelope",
        refused || answer.status() >= 500
            ? "try again later"
            : "check that this is Cloudflare's API, version 4",
        null);
  }

  static DnsFailure unexpected(HttpUrl url, String what) {
    return new DnsFailure(
        DnsFailure.Kind.UNEXPECTED_ANSWER,
        200,
        List.of(),
        url.encodedPath() + " " + what,
        "check that this is Cloudflare's API, version 4",
        null);
  }

  static DnsFailure refused(Request request, HttpResponse answer, JsonNode errors) {
    List<Integer> codes = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    collect(errors, codes, texts);
    String reasons = String.join(", ", texts);
    DnsFailure.Kind kind =
        switch (answer.status()) {
          case 401, 403 -> DnsFailure.Kind.UNAUTHORIZED;
          case 429 -> DnsFailure.Kind.RATE_LIMITED;
          // A malformed token gets status 400 with code 6003 and an inner code.
          default -> codes.contains(6003) ? DnsFailure.Kind.UNAUTHORIZED : DnsFailure.Kind.REFUSED;
        };
    String remedy =
        switch (kind) {
          case UNAUTHORIZED -> PERMISSIONS;
          case RATE_LIMITED -> "try again later";
          default -> "look up the code in the documentation of Cloudflare's API";
        };
    return new DnsFailure(
        kind,
        answer.status(),
        codes,
        what(request)
            + " was answered "
            + answer.status()
            + (reasons.isEmpty() ? "" : " (" + cut(reasons) + ")"),
        remedy,
        null);
  }

  private static void collect(JsonNode errors, List<Integer> codes, List<String> texts) {
    for (JsonNode error : errors) {
      codes.add(error.path("code").asInt());
      texts.add(error.path("code").asInt() + ": " + error.path("message").asText(""));
      collect(error.path("error_chain"), codes, texts);
    }
  }

  private static String what(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
