package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The real file system, until a test has it fail or wait. */
public final class FaultyFiles implements SpoolFiles {
  private final SpoolFiles disk = new DiskFiles();
  public final AtomicInteger forces = new AtomicInteger();
  public volatile boolean isFull;
  public volatile boolean refusesFiles;
  volatile boolean refusesForce;
  volatile @Nullable Path unreadable;
  final List<Path> forcedDirectories = new CopyOnWriteArrayList<>();
  public volatile Runnable beforeForce = () -> {};

  @Override
  public void createDirectory(Path directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    if (file.equals(unreadable)) {
      throw new IOException("Input/output error");
    }
    return disk.read(file);
  }

  @Override
  public boolean exists(Path file) {
    return disk.exists(file);
  }

  @Override
  public SpoolFile create(Path file) throws IOException {
    if (refusesFiles) {
      throw new IOException("Permission denied");
    }
    return new FaultyFile(disk.create(file));
  }

  @Override
  public SpoolFile append(Path file) throws IOException {
    return new FaultyFile(disk.append(file));
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    forcedDirectories.add(directory);
    disk.forceDirectory(directory);
  }

  private final class FaultyFile implements SpoolFile {
    private final SpoolFile file;

    FaultyFile(SpoolFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    /** A full disk takes the first half, as real ones do. */
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (isFull) {
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw new IOException("No space left on device");
      }
      file.write(bytes);
    }

    @Override
    public void force() throws IOException {
      beforeForce.run();
      forces.incrementAndGet();
      if (refusesForce) {
        throw new IOException("Input/output error");
      }
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
