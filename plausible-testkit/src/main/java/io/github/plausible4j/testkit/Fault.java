package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.http.InjectedFault;
import io.github.plausible4j.testkit.internal.http.InjectedFault.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fault that the test server injects into a request. Immutable and thread-safe. */
public final class Fault {
  private final InjectedFault fault;

  private Fault(Kind kind, int status, @Nullable Duration retryAfter, Duration time) {
    fault = new InjectedFault(kind, status, retryAfter, time);
  }

  /**
   * The server answers with this status, for example 503, and a page like that of a proxy. The
   * request has no effect.
   *
   * @param status 200 to 599
   */
  public static Fault status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is not between 200 and 599");
    }
    return new Fault(Kind.STATUS, status, null, Duration.ZERO);
  }

  /** Like {@link #status(int)}, with a Retry-After header in whole seconds. */
  public static Fault status(int status, Duration retryAfter) {
    return new Fault(
        Kind.STATUS, status(status).internal().status(), positive(retryAfter), Duration.ZERO);
  }

  /** The connection ends before the request is read. The request has no effect. */
  public static Fault disconnectBeforeReading() {
    return new Fault(Kind.DISCONNECT_BEFORE_READING, 0, null, Duration.ZERO);
  }

  /** The connection ends after the request took effect, but before the answer. */
  public static Fault disconnectAfterReading() {
    return new Fault(Kind.DISCONNECT_AFTER_READING, 0, null, Duration.ZERO);
  }

  /** The request takes effect, but the server never answers. */
  public static Fault stall() {
    return new Fault(Kind.STALL, 0, null, Duration.ZERO);
  }

  /** The request takes effect at once, but the answer is delayed by this time. */
  public static Fault delay(Duration time) {
    return new Fault(Kind.DELAY, 0, null, positive(time));
  }

  /** The answer begins at once, but takes this time to arrive, byte by byte. */
  public static Fault slowBody(Duration time) {
    return new Fault(Kind.SLOW_BODY, 0, null, positive(time));
  }

  private static Duration positive(Duration time) {
    Objects.requireNonNull(time, "time");
    if (time.isNegative()) {
      throw new IllegalArgumentException("time " + time + " is negative");
    }
    return time;
  }

  InjectedFault internal() {
    return fault;
  }

  @Override
  public String toString() {
    return fault.toString();
  }
}
