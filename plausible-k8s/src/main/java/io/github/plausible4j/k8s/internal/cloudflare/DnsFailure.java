package io.github.plausible4j.k8s.internal.cloudflare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why Cloudflare's API did not do what was asked. For internal use only. */
public final class DnsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of obstacle it is. */
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

  /** What kind of obstacle it is. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }

  /** The API's own codes, outer before inner. */
  public List<Integer> codes() {
    return codes;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
