package io.github.plausible4j.events;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Keeps a second queue out of a directory, in this process or another. The system gives the lock
 * back when the process ends in whatever way; the file stays, for deleting it would race.
 */
final class SpoolLock implements AutoCloseable {
  private final FileChannel channel;

  private SpoolLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a directory.
   *
   * @throws IOException if its file cannot be opened
   * @throws IllegalStateException if a queue holds the lock
   */
  static SpoolLock of(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, READ, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, "by process " + holder(channel));
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory, "by another queue of this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    sign(channel);
    return new SpoolLock(channel);
  }

  private static IllegalStateException inUse(Path directory, String by) {
    return new IllegalStateException(
        "DeliveryPolicy: spoolDirectory \""
            + directory
            + "\" is in use "
            + by
            + "; give each queue a directory of its own, or close the other one first");
  }

  private static String holder(FileChannel channel) {
    ByteBuffer pid = ByteBuffer.allocate(20);
    try {
      int unused = channel.read(pid, 0);
    } catch (IOException e) {
      return "unknown";
    }
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
  }

  private static void sign(FileChannel channel) {
    String pid = String.format("%-20d", ProcessHandle.current().pid());
    try {
      int unused = channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      // A full disk: the lock holds all the same, it only does not say whose it is.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
