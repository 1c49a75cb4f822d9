package io.github.plausible4j.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/** A request as no HTTP client would write it: any bytes, one for each character. */
record RawRequest(String text) {
  private static final int PATIENCE_MILLIS = 300_000;

  static RawRequest of(String methodAndPath, String body, String... headers) {
    return new RawRequest(
        methodAndPath
            + " HTTP/1.1\r\nHost: blog.example.com\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n"
            + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList())
            + "\r\n"
            + body);
  }

  /** The status of the answer; 0 if the connection was closed without one. */
  int sendTo(URI server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
      return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
    }
  }
}
