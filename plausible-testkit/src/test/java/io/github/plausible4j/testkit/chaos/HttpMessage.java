package io.github.plausible4j.testkit.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request or answer as its bytes: head, and a body of the length that the head names. */
final class HttpMessage {
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *(\\d+) *$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private HttpMessage() {}

  /** Reads one message; empty if the connection ended before it. */
  static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        if (bytes.size() == 0) {
          return new byte[0];
        }
        throw new EOFException("the connection ended within a head");
      }
      bytes.write(next);
      boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
    }
    Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1).replace("\r", ""));
    if (length.find()) {
      bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
    }
    return bytes.toByteArray();
  }
}
