package io.github.plausible4j.k8s.internal.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;

/**
 * A registry's {@code WWW-Authenticate} challenge. For internal use only.
 *
 * @param bearer whether a token from {@code realm} is needed, rather than a user name and a
 *     password with each request
 */
record Challenge(
    boolean bearer, Optional<String> realm, Optional<String> service, Optional<String> scope) {

  /** The first Bearer or Basic challenge. OkHttp parses the header. */
  static Optional<Challenge> of(Headers headers) {
    List<okhttp3.Challenge> all =
        new okhttp3.Response.Builder()
            .request(new okhttp3.Request.Builder().url("http://localhost/").build())
            .protocol(okhttp3.Protocol.HTTP_1_1)
            .code(401)
            .message("")
            .headers(headers)
            .build()
            .challenges();
    return all.stream()
        .filter(c -> c.scheme().equalsIgnoreCase("bearer") || c.scheme().equalsIgnoreCase("basic"))
        .map(Challenge::of)
        .findFirst();
  }

  private static Challenge of(okhttp3.Challenge challenge) {
    return new Challenge(
        challenge.scheme().toLowerCase(Locale.ROOT).equals("bearer"),
        Optional.ofNullable(challenge.authParams().get("realm")),
        Optional.ofNullable(challenge.authParams().get("service")),
        Optional.ofNullable(challenge.authParams().get("scope")));
  }
}
