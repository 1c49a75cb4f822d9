package io.github.plausible4j.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Response;
import okio.ByteString;

/** The forwarded part of Plausible's answer: no cookies and no headers of its server. */
record UpstreamAnswer(int status, Map<String, String> headers, ByteString body) {
  private static final int MOST_BYTES = 1 << 20;
  private static final List<String> HEADERS =
      List.of("Content-Type", "X-Plausible-Dropped", "Retry-After");

  /**
   * Reads the answer.
   *
   * @throws IOException if the connection ends early, or the body is longer than 1 MiB
   */
  static UpstreamAnswer read(Response response) throws IOException {
    ByteString body = response.peekBody(MOST_BYTES + 1L).byteString();
    if (body.size() > MOST_BYTES) {
      throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : HEADERS) {
      String value = response.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new UpstreamAnswer(response.code(), headers, body);
  }

  static UpstreamAnswer of(int status, String text) {
    return new UpstreamAnswer(
        status, Map.of("Content-Type", "text/plain; charset=utf-8"), ByteString.encodeUtf8(text));
  }

  UpstreamAnswer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new UpstreamAnswer(status, all, body);
  }

  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setContentLength(body.size());
    response.getOutputStream().write(body.toByteArray());
  }
}
