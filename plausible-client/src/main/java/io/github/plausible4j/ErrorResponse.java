package io.github.plausible4j;

import java.util.List;

/** The parsed error answer from which every {@link ApiException} is made. */
record ErrorResponse(int status, List<String> messages, String body, String text) {
  ErrorResponse {
    messages = List.copyOf(messages);
  }

  ErrorResponse withHint(String hint) {
    return new ErrorResponse(status, messages, body, text + "; " + hint);
  }
}
