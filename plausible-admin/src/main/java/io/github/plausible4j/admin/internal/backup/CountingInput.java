package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reports how many bytes were read. */
final class CountingInput extends FilterInputStream {
  private static final long REPORTED = 1 << 20;

  private final String name;
  private final BackupListener listener;
  private final long start = System.nanoTime();
  private long bytes;
  private long reported;

  CountingInput(InputStream in, String name, BackupListener listener) {
    super(in);
    this.name = name;
    this.listener = listener;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    bytes += Math.max(0, read);
    if ((read < 0 && reported != bytes) || bytes - reported >= REPORTED) {
      reported = bytes;
      listener.progress(name, bytes, Duration.ofNanos(System.nanoTime() - start));
    }
    return read;
  }
}
