package io.github.plausible4j;

import java.util.List;

/** An answer outside 200 to 299, read: what every {@link ApiException} is made of. */
record ErrorResponse(int status, List<String> messages, String body, String text) {
  ErrorResponse {
    messages = List.copyOf(messages);
  }

  ErrorResponse withHint(String hint) {
    return new ErrorResponse(status, messages, body, text + "; " + hint);
  }
}
