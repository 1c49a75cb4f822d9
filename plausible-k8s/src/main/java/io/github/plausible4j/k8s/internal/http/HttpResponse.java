package io.github.plausible4j.k8s.internal.http;

import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A response that was read completely. For internal use only.
 *
 * @param url the URL of the request
 * @param status the HTTP status
 * @param headers all headers
 * @param body the body; that of an error may be cut
 */
public record HttpResponse(HttpUrl url, int status, Headers headers, ByteString body) {

  /** Whether the status is 200 to 299. */
  public boolean isSuccessful() {
    return status >= 200 && status <= 299;
  }

  /** The body as UTF-8. */
  public String text() {
    return body.utf8();
  }
}
