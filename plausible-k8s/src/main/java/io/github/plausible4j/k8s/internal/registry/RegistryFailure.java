package io.github.plausible4j.k8s.internal.registry;

import org.jspecify.annotations.Nullable;

/** Why an image could not be resolved. For internal use only. */
public final class RegistryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kind of failure. */
  public enum Kind {
    NOT_FOUND,
    UNAUTHORIZED,
    NO_SUCH_PLATFORM,
    DIGEST_MISMATCH,
    TOO_LARGE,
    RATE_LIMITED,
    UNREACHABLE,
    UNEXPECTED_ANSWER
  }

  private final Kind kind;
  private final String remedy;

  RegistryFailure(Kind kind, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  RegistryFailure(Kind kind, String message, String remedy) {
    this(kind, message, remedy, null);
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
