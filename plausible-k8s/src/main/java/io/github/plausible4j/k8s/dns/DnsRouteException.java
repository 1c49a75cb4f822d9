package io.github.plausible4j.k8s.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A DNS route that could not be made or removed, with what to do about it. */
public final class DnsRouteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of obstacles. */
  public enum Reason {
    /** The provider does not accept the token, or not for this. */
    UNAUTHORIZED,
    /** No zone that the token sees has the host, or it is not active. */
    NO_ZONE,
    /** The host has another target by a record that this library did not make. */
    FOREIGN_RECORD,
    /** The provider wants to be asked later. */
    RATE_LIMITED,
    /** The provider refuses the request; {@link #codes()} tell why. */
    REFUSED,
    /** The provider did not answer. */
    UNREACHABLE,
    /** The answer is not one of the provider's API. */
    UNEXPECTED_ANSWER
  }

  private final Reason reason;
  private final int status;
  private final transient List<Integer> codes;

  DnsRouteException(
      Reason reason,
      int status,
      List<Integer> codes,
      String host,
      String message,
      String remedy,
      @Nullable Throwable cause) {
    super("DNS route of " + host + ": " + message + "; " + remedy, cause);
    this.reason = reason;
    this.status = status;
    this.codes = List.copyOf(codes);
  }

  /** What kind of obstacle it is. */
  public Reason reason() {
    return reason;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }

  /** The provider's own codes, such as Cloudflare's 81053; empty where there are none. */
  public List<Integer> codes() {
    return codes;
  }
}
