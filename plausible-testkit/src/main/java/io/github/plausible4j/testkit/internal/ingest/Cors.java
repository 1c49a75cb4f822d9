package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.HttpResponse;

/** CORS headers that allow calls from any page, as Plausible sends them. */
final class Cors {
  private Cors() {}

  static HttpResponse open(HttpResponse answer) {
    return answer
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Expose-Headers", "")
        .header("Access-Control-Allow-Credentials", "true");
  }

  static HttpResponse preflight() {
    return open(HttpResponse.empty(204))
        .header("Access-Control-Max-Age", "1728000")
        .header(
            "Access-Control-Allow-Headers",
            "Authorization,Content-Type,Accept,Origin,User-Agent,DNT,Cache-Control,X-Mx-ReqToken,"
                + "Keep-Alive,X-Requested-With,If-Modified-Since,X-CSRF-Token")
        .header("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,OPTIONS");
  }
}
