package io.github.plausible4j.testkit.internal.wire;

import org.jspecify.annotations.Nullable;

/** The key of an Authorization header. For internal use only. */
public final class Bearer {
  private static final String PREFIX = "Bearer ";

  private Bearer() {}

  /** The key without surrounding spaces; null if the header is missing or of another kind. */
  public static @Nullable String keyOf(HttpRequest call) {
    String header = call.header("Authorization");
    return header == null || !header.startsWith(PREFIX)
        ? null
        : header.substring(PREFIX.length()).trim();
  }
}
