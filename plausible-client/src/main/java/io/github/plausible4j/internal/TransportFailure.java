package io.github.plausible4j.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/**
 * The reason why a call had no answer, for messages and for the decision to retry. For internal use
 * only.
 *
 * @param kind what failed
 * @param mayHaveArrived whether the server may have carried out the request
 * @param message what failed and what to check, without secrets
 */
public record TransportFailure(Kind kind, boolean mayHaveArrived, String message) {
  /** What failed. */
  public enum Kind {
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    CANCELED,
    CONNECTION_LOST
  }

  /**
   * Classifies an I/O failure.
   *
   * @param connected whether a connection existed, so that the request may have been written
   */
  public static TransportFailure of(IOException failure, boolean connected, HttpUrl url) {
    String server = UrlText.origin(url);
    Kind kind = kindOf(failure, connected);
    String text =
        switch (kind) {
          case DNS -> "the name " + url.host() + " cannot be resolved; check the base URL and DNS";
          case CONNECT -> "nothing accepts connections at " + server + "; check that it runs";
          case TLS -> "no TLS connection to " + server + "; check certificate, host name and clock";
          case TIMEOUT ->
              connected
                  ? server + " did not answer in time"
                  : "no connection to " + server + " in time; check address and firewall";
          case CANCELED -> "the call to " + server + " was canceled";
          case CONNECTION_LOST -> "the connection to " + server + " broke before the answer";
        };
    String detail = failure.getMessage();
    return new TransportFailure(
        kind, connected, detail == null ? text : text + " (" + detail + ")");
  }

  private static Kind kindOf(IOException failure, boolean connected) {
    if (failure instanceof UnknownHostException) {
      return Kind.DNS;
    }
    if (failure instanceof SSLException && !connected) {
      return Kind.TLS;
    }
    if (failure instanceof SocketTimeoutException) {
      return Kind.TIMEOUT;
    }
    if (failure instanceof InterruptedIOException) {
      return "timeout".equals(failure.getMessage()) ? Kind.TIMEOUT : Kind.CANCELED;
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return Kind.CONNECT;
    }
    if ("Canceled".equals(failure.getMessage())) {
      return Kind.CANCELED;
    }
    return connected ? Kind.CONNECTION_LOST : Kind.CONNECT;
  }
}
