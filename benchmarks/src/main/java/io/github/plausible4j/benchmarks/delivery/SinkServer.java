package io.github.plausible4j.benchmarks.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A minimal HTTP/1.1 server with keep-alive that answers 202 to everything, so that a benchmark
 * measures the client. Reads requests with a Content-Length or without a body.
 */
public final class SinkServer implements AutoCloseable {
  private static final byte[] ANSWER =
      ("HTTP/1.1 202 Accepted\r\nContent-Type: text/plain; charset=utf-8\r\n"
              + "Content-Length: 2\r\n\r\nok")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final Duration answerTime;
  private final AtomicLong requests = new AtomicLong();

  private SinkServer(ServerSocket socket, Duration answerTime) {
    this.socket = socket;
    this.answerTime = answerTime;
  }

  /** Starts a server on loopback that answers at once; 0 for any free port. */
  public static SinkServer start(int port) throws IOException {
    return start(port, Duration.ZERO);
  }

  /** Starts a server on loopback that answers with a delay. */
  static SinkServer start(int port, Duration answerTime) throws IOException {
    SinkServer server =
        new SinkServer(new ServerSocket(port, 128, InetAddress.getLoopbackAddress()), answerTime);
    daemon("sink-accept", server::accept);
    return server;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** The number of answered requests. */
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Prints its address and, for each line of its standard input, the number of answered requests.
   * Ends at the end of the input.
   */
  public static void main(String[] args) throws IOException {
    try (SinkServer server = start(0)) {
      System.out.println(server.url());
      for (int c = System.in.read(); c >= 0; c = System.in.read()) {
        if (c == '\n') {
          System.out.println(server.requests());
        }
      }
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        daemon("sink", () -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream(), 16 * 1024);
        OutputStream out = connection.getOutputStream()) {
      StringBuilder line = new StringBuilder();
      while (readRequest(in, line)) {
        requests.incrementAndGet();
        if (!answerTime.isZero()) {
          LockSupport.parkNanos(answerTime.toNanos());
        }
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The client disconnected, which ends only its connection.
      return;
    }
  }

  private static boolean readRequest(InputStream in, StringBuilder line) throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      line.setLength(0);
      int c = in.read();
      while (c >= 0 && c != '\n') {
        line.append((char) c);
        c = in.read();
      }
      if (c < 0) {
        return false;
      }
      if (line.length() <= 1) {
        break;
      }
      any = true;
      if ((line.charAt(0) | 0x20) == 'c' && line.length() > 15 && line.charAt(14) == ':') {
        String header = line.toString().toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
    }
    in.skipNBytes(length);
    return any;
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
