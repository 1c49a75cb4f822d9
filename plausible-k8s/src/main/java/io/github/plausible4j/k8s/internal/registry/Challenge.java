package io.github.plausible4j.k8s.internal.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;

/**
 * What a registry asks for in {@code WWW-Authenticate}. For internal use only.
 *
 * @param bearer a token from {@code realm}; otherwise user and password with each request
 */
record Challenge(
    boolean bearer, Optional<String> realm, Optional<String> service, Optional<String> scope) {

  /** The first challenge that can be answered; OkHttp reads the header's grammar. */
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
