package io.github.plausible4j.admin.internal.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A session with a mail server, line by line. Limits the length of answers and never quotes them in
 * messages. For internal use only.
 */
public final class SmtpConversation {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_LINES = 100;

  private final InputStream in;
  private final OutputStream out;

  public SmtpConversation(Socket socket) throws IOException {
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  public void greeting() throws IOException {
    expect("220", answer(), "the connection");
  }

  /** Sends EHLO and returns the server's capabilities, one line each. */
  public String hello() throws IOException {
    String offers = ask("EHLO localhost");
    expect("250", offers, "EHLO");
    return offers;
  }

  public String ask(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return answer();
  }

  public void expect(String status, String answer, String what) throws IOException {
    if (!answer.startsWith(status)) {
      throw new IOException("it answers " + what + " with status " + status(answer));
    }
  }

  public static String status(String answer) {
    return answer.matches("(?s)\\d{3}.*") ? answer.substring(0, 3) : "unknown";
  }

  private String answer() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < MOST_LINES; i++) {
      String line = line();
      lines.append(line).append('\n');
      if (line.length() < 4 || line.charAt(3) != '-') {
        return lines.toString();
      }
    }
    throw new IOException("its answer has no end");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("it closed the connection");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("it sends a line that has no end");
      }
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
