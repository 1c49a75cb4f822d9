package io.github.plausible4j.admin.internal.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Breaks after so many bytes. */
final class CutInput extends FilterInputStream {
  private int left;

  CutInput(InputStream in, int bytes) {
    super(in);
    this.left = bytes;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      throw new IOException("Connection reset");
    }
    int read = in.read(buffer, offset, Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }
}
