package io.github.plausible4j;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers with bytes, also such as no HTTP library would write. */
final class RawServer implements AutoCloseable {
  /** Writes the answer to one request. */
  interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Answer answer;

  private RawServer(Answer answer) throws IOException {
    this.answer = answer;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  static RawServer answering(Answer answer) throws IOException {
    return new RawServer(answer);
  }

  static RawServer answering(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(ISO_8859_1);
    String head = "HTTP/1.1 " + status + " Status\r\nContent-Length: " + bytes.length + "\r\n\r\n";
    return new RawServer(
        out -> {
          out.write(head.getBytes(ISO_8859_1));
          out.write(bytes);
        });
  }

  /** Gives one answer to each request, the last one to all further requests. */
  static RawServer answeringInTurn(String... answers) throws IOException {
    AtomicInteger next = new AtomicInteger();
    return new RawServer(
        out ->
            out.write(
                answers[Math.min(next.getAndIncrement(), answers.length - 1)].getBytes(
                    ISO_8859_1)));
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        connections.incrementAndGet();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (readRequest(in)) {
        answer.write(socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The client has enough.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static boolean readRequest(InputStream in) throws IOException {
    int length = 0;
    boolean any = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      any = true;
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return any;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
