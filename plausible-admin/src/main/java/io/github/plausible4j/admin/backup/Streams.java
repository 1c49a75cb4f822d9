package io.github.plausible4j.admin.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams and flushes each piece at once, because psql sessions wait for answers. */
final class Streams {
  private static final int BUFFER = 1 << 16;

  private Streams() {}

  static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }
}
