package io.github.plausible4j.k8s.internal.http;

import java.io.IOException;

/** A body is longer than its reader allows. For internal use only. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long limit) {
    super("the answer is longer than " + limit + " bytes");
  }
}
