package io.github.plausible4j.k8s.internal.cloudflare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to Cloudflare's API failed. For internal use only. */
public final class DnsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kind of failure. */
  public enum Kind {
    UNAUTHORIZED,
    NO_ZONE,
    RATE_LIMITED,
    REFUSED,
    UNREACHABLE,
    UNEXPECTED_ANSWER
  }

  private final Kind kind;
  private final int status;
  private final transient List<Integer> codes;
  private final String remedy;

  DnsFailure(
      Kind kind,
      int status,
      List<Integer> codes,
      String message,
      String remedy,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.codes = List.copyOf(codes);
    this.remedy = remedy;
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status, or 0 if there was no response. */
  public int status() {
    return status;
  }

  /** The API's own error codes, outer before inner; empty if the answer has no codes. */
  public List<Integer> codes() {
    return codes;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
