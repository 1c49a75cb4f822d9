package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What a spool needs of a file system. For internal use only. */
public interface SpoolFiles {
  /** Makes a directory that only its owner can enter, unless it is there. */
  void createDirectory(Path directory) throws IOException;

  List<Path> list(Path directory) throws IOException;

  byte[] read(Path file) throws IOException;

  boolean exists(Path file);

  /** Makes a new file that only its owner can read. */
  SpoolFile create(Path file) throws IOException;

  /** Opens a file that only its owner can read, to write at its end. */
  SpoolFile append(Path file) throws IOException;

  void delete(Path file) throws IOException;

  /** Forces the names of new files in a directory to the disk, where the system can. */
  void forceDirectory(Path directory) throws IOException;

  /** An open file that is written at its end. */
  interface SpoolFile extends AutoCloseable {
    long size() throws IOException;

    void write(ByteBuffer bytes) throws IOException;

    void force() throws IOException;

    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
