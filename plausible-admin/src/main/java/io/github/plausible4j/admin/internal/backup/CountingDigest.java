package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupListener;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Counts and hashes the bytes that are written, and reports progress. */
final class CountingDigest extends FilterOutputStream {
  private static final long REPORTED = 1 << 20;

  private final String name;
  private final BackupListener listener;
  private final MessageDigest digest = digest();
  private final long start = System.nanoTime();
  private long bytes;
  private long reported;

  CountingDigest(OutputStream out, String name, BackupListener listener) {
    super(out);
    this.name = name;
    this.listener = listener;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    out.write(data, offset, length);
    digest.update(data, offset, length);
    bytes += length;
    if (bytes - reported >= REPORTED) {
      report();
    }
  }

  void report() {
    reported = bytes;
    listener.progress(name, bytes, Duration.ofNanos(System.nanoTime() - start));
  }

  long bytes() {
    return bytes;
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
