package io.github.plausible4j;

import java.io.IOException;
import java.io.Serial;

/** No answer arrived, for example because of DNS, TLS, a timeout or a lost connection. */
public final class TransportException extends PlausibleException {
  @Serial private static final long serialVersionUID = 1L;

  /** What failed. */
  public enum Reason {
    /** The host name could not be resolved. */
    DNS,
    /** Nothing accepted the connection. */
    CONNECT,
    /** The server's certificate or TLS version was not acceptable. */
    TLS,
    /** The connection or the call took longer than allowed. */
    TIMEOUT,
    /** The calling thread was interrupted, or the client was closed. */
    CANCELED,
    /** The connection broke after it had been made. */
    CONNECTION_LOST
  }

  private final Reason reason;
  private final boolean mayHaveArrived;

  TransportException(Reason reason, boolean mayHaveArrived, String message, IOException cause) {
    super(message, cause);
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
  }

  /** What failed. */
  public Reason reason() {
    return reason;
  }

  /**
   * Whether the server may have processed the request nevertheless. {@code false} only if no
   * connection existed when the request failed.
   */
  public boolean mayHaveArrived() {
    return mayHaveArrived;
  }
}
