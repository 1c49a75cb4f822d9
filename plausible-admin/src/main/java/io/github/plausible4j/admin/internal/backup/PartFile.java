package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes one file of a backup. The file gets its name only after it is on disk and verified. */
final class PartFile {
  /** Writes the content of the file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Checks that the file is complete. */
  @FunctionalInterface
  interface Check {
    void of(Path unfinished) throws IOException;
  }

  private final Path file;
  private final BackupListener listener;
  private long bytes;
  private String sha256 = "";

  PartFile(Path file, BackupListener listener) {
    this.file = file;
    this.listener = listener;
  }

  /** Writes the file. If that fails, the file is removed. */
  void write(Content content, Check check) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      writeTo(unfinished, content);
      check.of(unfinished);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeTo(Path unfinished, Content content) throws IOException {
    try (FileChannel channel = PrivateFile.create(unfinished);
        CountingDigest out =
            new CountingDigest(Channels.newOutputStream(channel), name(), listener)) {
      content.writeTo(out);
      channel.force(true);
      out.report();
      bytes = out.bytes();
      sha256 = out.sha256();
    }
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  long bytes() {
    return bytes;
  }

  String sha256() {
    return sha256;
  }

  /** The checksum of an existing file. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = CountingDigest.digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
