package io.github.plausible4j.internal;

/**
 * Notes, for one call, whether a connection existed before it failed: without one the request
 * cannot have arrived. Travels as a tag of the request; reused by a caller that makes one call at a
 * time. For internal use only.
 */
public final class ConnectionTrace {
  private volatile boolean connected;

  /** Forgets the call before. */
  public void begin() {
    connected = false;
  }

  void connected() {
    connected = true;
  }

  /** Whether a connection was there and the request may have been written to it. */
  public boolean isConnected() {
    return connected;
  }
}
