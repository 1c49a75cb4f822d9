package io.github.plausible4j.admin.backup;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last part of a program's error output. */
final class StderrTail extends OutputStream {
  private static final int KEPT = 4096;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
    if (text.length() > KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  synchronized String text() {
    return text.toString().strip();
  }
}
