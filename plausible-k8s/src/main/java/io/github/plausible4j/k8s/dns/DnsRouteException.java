package io.github.plausible4j.k8s.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when a DNS route cannot be created or removed. The message ends with a remedy. */
public final class DnsRouteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failures. */
  public enum Reason {
    /** The provider rejects the token, or the token lacks a permission. */
    UNAUTHORIZED,
    /** The token has access to no active zone that contains the host. */
    NO_ZONE,
    /** The host has a record that this library did not create, with another target. */
    FOREIGN_RECORD,
    /** The provider limits the rate of requests; try again later. */
    RATE_LIMITED,
    /** The provider rejected the request; {@link #codes()} say why. */
    REFUSED,
    /** The provider did not answer. */
    UNREACHABLE,
    /** The answer does not follow the provider's API. */
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

  /** The kind of failure. */
  public Reason reason() {
    return reason;
  }

  /** The HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** The provider's own error codes, such as Cloudflare's 81053; may be empty. */
  public List<Integer> codes() {
    return codes;
  }
}
