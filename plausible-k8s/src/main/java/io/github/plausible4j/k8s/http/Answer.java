package io.github.plausible4j.k8s.http;

import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * A whole answer. For internal use only.
 *
 * @param url what was asked
 * @param status the HTTP status
 * @param headers all of them
 * @param body the whole body; the array is not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each body buys nothing
public record Answer(HttpUrl url, int status, Headers headers, byte[] body) {

  /** Whether the status is 200 to 299. */
  public boolean isSuccessful() {
    return status >= 200 && status <= 299;
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
