package io.github.plausible4j.internal;

/**
 * Records whether a call had a connection before it failed: without a connection the request cannot
 * have arrived. It is a tag of the request; a caller that makes one call at a time can reuse it.
 * For internal use only.
 */
public final class ConnectionTrace {
  private volatile boolean connected;

  /** Starts a new call. */
  public void begin() {
    connected = false;
  }

  void connected() {
    connected = true;
  }

  /** Whether a connection existed, so that the request may have been written to it. */
  public boolean isConnected() {
    return connected;
  }
}
