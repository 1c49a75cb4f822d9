package io.github.plausible4j.internal;

import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * A complete answer of the server, read into memory. For internal use only.
 *
 * @param method the method of the request
 * @param url the requested address
 * @param status the HTTP status
 * @param headers the headers of the answer
 * @param body the body; not copied, so do not write to it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost time
public record HttpResponse(String method, HttpUrl url, int status, Headers headers, byte[] body) {
  /** Whether the status is 200 to 299. */
  public boolean isSuccessful() {
    return status >= 200 && status <= 299;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Method and path, for messages; the query is left out because it may contain filters of a site.
   */
  public String request() {
    return method + " " + UrlText.origin(url) + url.encodedPath();
  }
}
