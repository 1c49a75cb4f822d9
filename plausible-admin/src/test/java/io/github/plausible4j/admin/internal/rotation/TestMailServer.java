package io.github.plausible4j.admin.internal.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * TLS in front of a mail server, from the start or after STARTTLS; or a mail server that says what
 * a test tells it to, line by line, and hangs up.
 */
final class TestMailServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  private interface Service {
    void serve(Socket client) throws IOException;
  }

  private TestMailServer() throws IOException {
    this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  static TestMailServer scripted(String... answers) throws IOException {
    TestMailServer entrance = new TestMailServer();
    entrance.start(
        client -> {
          for (int i = 0; i < answers.length; i++) {
            write(client, answers[i] + "\r\n");
            if (i < answers.length - 1) {
              entrance.heard.add(line(client.getInputStream()));
            }
          }
          // Nothing more is said; what was asked is read, so that the end is no reset.
          entrance.heard.add(line(client.getInputStream()));
        });
    return entrance;
  }

  static TestMailServer before(int plainPort, SSLContext tls, boolean fromTheStart)
      throws IOException {
    TestMailServer entrance = new TestMailServer();
    entrance.start(
        client -> {
          if (!fromTheStart) {
            write(client, "220 entrance\r\n");
            line(client.getInputStream());
            write(client, "250-entrance\r\n250 STARTTLS\r\n");
            line(client.getInputStream());
            write(client, "220 go ahead\r\n");
          }
          try (SSLSocket secure =
                  (SSLSocket)
                      tls.getSocketFactory()
                          .createSocket(client, "127.0.0.1", client.getPort(), true);
              Socket inside = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            secure.setUseClientMode(false);
            if (!fromTheStart) {
              line(inside.getInputStream());
            }
            Thread back = new Thread(() -> pipe(inside, secure), "mail-entrance-back");
            back.setDaemon(true);
            back.start();
            pipe(secure, inside);
          }
        });
    return entrance;
  }

  /** A key with a certificate for 127.0.0.1, which it trusts itself. */
  static SSLContext tls() {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    return new HandshakeCertificates.Builder()
        .heldCertificate(held)
        .addTrustedCertificate(held.certificate())
        .build()
        .sslContext();
  }

  static SSLSocketFactory trustingNobody() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  int port() {
    return listener.getLocalPort();
  }

  String heard() {
    return String.join("", heard);
  }

  private void start(Service service) {
    Thread server =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                try (Socket client = listener.accept()) {
                  service.serve(client);
                } catch (IOException e) {
                  // The client or the test has had enough.
                }
              }
            },
            "mail-entrance");
    server.setDaemon(true);
    server.start();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      line.append((char) read);
    }
    return line.append('\n').toString();
  }

  private static void pipe(Socket from, Socket to) {
    byte[] block = new byte[4096];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        out.write(block, 0, read);
        out.flush();
      }
      to.close();
    } catch (IOException e) {
      // Closed by the other side.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
