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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Prevents two queues from using the same directory, in this process or another. The system
 * releases the lock when the process ends in any way. The file is not deleted, because another
 * process may be opening it. For internal use only.
 */
public final class SpoolLock implements AutoCloseable, SpoolLog.LockCheck {
  private static final String NAME = "lock";

  /**
   * The directories that this process has locked. A POSIX process that closes a file through any
   * channel releases all its locks on it, so the file of a directory that is in use here is not
   * opened at all.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Never closed for the same reason: the lock belongs to a queue of another class loader. */
  private static final Set<FileChannel> LEFT_OPEN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private FileChannel channel;
  private @Nullable Object fileKey;

  private SpoolLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
    this.fileKey = keyOf(directory);
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

  /** If the directory was deleted and created again, the lock is on a file that nobody can find. */
  @Override
  public synchronized void ensureHeld() throws IOException {
    Object now = keyOf(directory);
    if (now != null && now.equals(fileKey)) {
      return;
    }
    if (now == null && fileKey == null && Files.exists(directory.resolve(NAME))) {
      // A file system without keys, where an open file cannot be deleted.
      return;
    }
    FileChannel again;
    try {
      again = lock(directory);
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
    sign(again);
    channel.close();
    channel = again;
    fileKey = keyOf(directory);
  }

  /**
   * The key that distinguishes a file from another one with the same name; {@code null} if there is
   * none.
   */
  private static @Nullable Object keyOf(Path directory) {
    try {
      return Files.readAttributes(directory.resolve(NAME), BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve(NAME), CREATE, READ, WRITE);
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
            + "; use a separate directory for each queue, or close the other one first");
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
      // On a full disk the lock works, too, but the file does not contain the process.
      return;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(directory);
    }
  }
}
