package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The operations of a file system that a spool needs. For internal use only. */
public interface SpoolFiles {
  /** Creates a directory that only its owner can enter, if it is missing. */
  void createDirectory(Path directory) throws IOException;

  List<Path> list(Path directory) throws IOException;

  byte[] read(Path file) throws IOException;

  boolean exists(Path file);

  /** Creates a file that only its owner can read. */
  SpoolFile create(Path file) throws IOException;

  /** Opens a file that only its owner can read, for appending. */
  SpoolFile append(Path file) throws IOException;

  void delete(Path file) throws IOException;

  /** Forces the names of new files in a directory to the disk, if the system supports that. */
  void forceDirectory(Path directory) throws IOException;

  /** A file that is open for appending. */
  interface SpoolFile extends AutoCloseable {
    long size() throws IOException;

    void write(ByteBuffer bytes) throws IOException;

    void force() throws IOException;

    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
