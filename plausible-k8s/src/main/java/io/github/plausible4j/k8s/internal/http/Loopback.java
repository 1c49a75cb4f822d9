package io.github.plausible4j.k8s.internal.http;

/** Recognizes loopback hosts, where plain HTTP is safe. For internal use only. */
public final class Loopback {
  private Loopback() {}

  /** Whether a host, in the form of {@code HttpUrl.host()}, is on this machine. */
  public static boolean is(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }
}
