package io.github.plausible4j.k8s.internal.http;

import java.io.IOException;

/** A response body is longer than allowed. For internal use only. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long limit) {
    super("the response body is longer than " + limit + " bytes");
  }
}
