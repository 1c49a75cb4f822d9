package io.github.plausible4j.k8s.internal.http;

/** Where plain HTTP cannot be overheard. For internal use only. */
public final class Loopback {
  private Loopback() {}

  /** Whether a host, as {@code HttpUrl} writes it, is this machine. */
  public static boolean is(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }
}
