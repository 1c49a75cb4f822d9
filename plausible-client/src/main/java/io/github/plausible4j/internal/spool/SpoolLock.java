package io.github.plausible4j.internal.spool;

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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second queue out of a directory, in this process or another. The system gives the lock
 * back when the process ends in whatever way; the file stays, for deleting it would race.
 */
public final class SpoolLock implements AutoCloseable {
  /**
   * The directories that this process has locked. Under POSIX a process that closes a file, by
   * whatever channel, gives back all its locks on it: so the file of a directory that is in use
   * here is not even opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** For the same reason never closed: the queue of another class loader has the lock. */
  private static final Set<FileChannel> LEFT_OPEN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private SpoolLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Locks a directory.
   *
   * @throws IOException if its file cannot be opened
   * @throws IllegalStateException if a queue holds the lock
   */
  public static SpoolLock of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(directory, "by another queue of this process");
    }
    try {
      FileChannel channel = lock(directory);
      sign(channel);
      return new SpoolLock(real, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, READ, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, "by process " + holder(channel));
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      LEFT_OPEN.add(channel);
      throw inUse(directory, "by another queue of this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
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
    String pid = String.format(Locale.ROOT, "%-20d", ProcessHandle.current().pid());
    try {
      int unused = channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      // A full disk: the lock holds all the same, it only does not say whose it is.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(directory);
    }
  }
}
