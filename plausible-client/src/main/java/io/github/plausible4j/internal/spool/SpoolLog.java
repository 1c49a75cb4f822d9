package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.internal.spool.SpoolFiles.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kept entries and their segments, without threads or a clock. If writing fails, a later call
 * writes again. An entry may have several records with the same number, of which the last one
 * counts. The oldest segments are deleted first, because each segment contains the ends of entries
 * in older ones. Not thread-safe.
 */
final class SpoolLog<T> {
  private static final int PAGE = 128 << 10;
  private static final int SEGMENTS = 16;
  private static final byte[] NO_PAYLOAD = {};

  private record Placed<T>(SpoolEntry<T> entry, int length) {}

  /** Makes sure that no other process writes to the directory. */
  interface LockCheck {
    /**
     * Takes the lock again if its file was deleted.
     *
     * @throws IOException if another process has the directory now
     */
    void ensureHeld() throws IOException;
  }

  private final SpoolFiles files;
  private final Path directory;
  private final PayloadCodec<T> codec;
  private final LockCheck lock;
  private final long maxBytes;
  private final long segmentBytes;
  private final boolean isForced;

  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Map<Long, SpoolEntry<T>> held = new HashMap<>();
  private final Map<Long, SpoolEntry<T>> unwritten = new LinkedHashMap<>();
  private final Set<SpoolEntry<T>> newlyAccepted = new LinkedHashSet<>();
  private final List<SpoolEntry<T>> settled = new ArrayList<>();
  private final List<Placed<T>> onPage = new ArrayList<>();
  private ByteBuffer page = ByteBuffer.allocate(PAGE);
  private @Nullable SpoolFile activeFile;
  private @Nullable Segment active;
  private long nextSegment;
  private boolean isUnforced;
  private boolean isFull;

  /** Whether a record was moved to the last segment, which is not forced yet. */
  private boolean hasMoved;

  SpoolLog(
      SpoolFiles files,
      SpoolSettings settings,
      PayloadCodec<T> codec,
      LockCheck lock,
      SpoolRecovery<T> found) {
    this.files = files;
    this.directory = settings.directory();
    this.codec = codec;
    this.lock = lock;
    this.maxBytes = settings.maxBytes();
    this.segmentBytes = Math.min(maxBytes / SEGMENTS, 4 << 20);
    this.isForced = settings.sync() != SpoolSync.NEVER;
    this.nextSegment = found.nextSegment();
    segments.addAll(found.segments());
    held.putAll(found.entries());
    found.toRewrite().forEach(this::rewrite);
  }

  /** Adds an entry. */
  void add(SpoolEntry<T> entry) {
    held.put(entry.id, entry);
    unwritten.put(entry.id, entry);
  }

  /** Records that the server accepted an entry and may still lose it. */
  void accept(long id, long wallClock) {
    SpoolEntry<T> entry = held.get(id);
    if (entry != null) {
      entry.acceptedAt = wallClock;
      newlyAccepted.add(entry);
    }
  }

  /**
   * Records that the server may have lost an entry. Its record is written again, as not accepted.
   */
  void takeBackAcceptance(long id) {
    SpoolEntry<T> entry = held.get(id);
    if (entry != null && entry.acceptedAt != SpoolEntry.NOT_ACCEPTED) {
      entry.acceptedAt = SpoolEntry.NOT_ACCEPTED;
      newlyAccepted.remove(entry);
      unwritten.put(id, entry);
    }
  }

  /** Removes an entry that need no longer be kept, and returns it. */
  @Nullable SpoolEntry<T> settle(long id) {
    SpoolEntry<T> entry = held.remove(id);
    if (entry != null) {
      unwritten.remove(id);
      newlyAccepted.remove(entry);
      entry.leaveHome();
      if (entry.home != null) {
        settled.add(entry);
      }
    }
    return entry;
  }

  /**
   * Writes new records, and deletes segments that are no longer needed.
   *
   * <p>If the maximum size is reached, nothing new is written, and {@link #isFull} returns true.
   *
   * @throws IOException if the disk failed; a later call writes the rest
   */
  void write(long wallClock) throws IOException {
    findAgain();
    reclaim();
    moveStragglers();
    for (SpoolEntry<T> entry : settled) {
      Segment home = entry.home;
      if (home != null && !home.isDeleted) {
        put(SpoolRecord.SETTLED, entry.id, wallClock, NO_PAYLOAD);
      }
    }
    for (SpoolEntry<T> entry : newlyAccepted) {
      if (entry.home != null && !unwritten.containsKey(entry.id)) {
        put(SpoolRecord.ACCEPTED, entry.id, entry.acceptedAt, NO_PAYLOAD);
      }
    }
    flushPage();
    settled.clear();
    newlyAccepted.clear();
    writeEntries();
    flushPage();
    reclaim();
  }

  private void writeEntries() throws IOException {
    isFull = false;
    for (SpoolEntry<T> entry : List.copyOf(unwritten.values())) {
      boolean isNew = entry.home == null;
      if (isNew && isFull) {
        continue;
      }
      byte[] bytes = codec.encode(entry.payload);
      int length = SpoolRecord.FRAME + bytes.length;
      long needed = page.position() + length + 2L * SegmentHeader.LENGTH;
      if (isNew && bytes() + needed > maxBytes) {
        isFull = true;
        continue;
      }
      put(SpoolRecord.EVENT, entry.id, entry.takenAt, bytes);
      onPage.add(new Placed<>(entry, length));
      if (entry.acceptedAt != SpoolEntry.NOT_ACCEPTED) {
        put(SpoolRecord.ACCEPTED, entry.id, entry.acceptedAt, NO_PAYLOAD);
      }
    }
  }

  private void put(byte kind, long id, long time, byte[] bytes) throws IOException {
    int length = SpoolRecord.FRAME + bytes.length;
    if (page.remaining() < length) {
      flushPage();
      if (page.remaining() < length) {
        page = ByteBuffer.allocate(length);
      }
    }
    SpoolRecord.write(kind, id, time, bytes, page);
  }

  private void flushPage() throws IOException {
    try {
      if (page.position() > 0) {
        Segment segment = writable();
        append(segment, page.flip());
        for (Placed<T> placed : onPage) {
          hasMoved |= placed.entry.home != null;
          placed.entry.moveTo(segment, placed.length);
          unwritten.remove(placed.entry.id);
          isUnforced = true;
        }
      }
    } finally {
      page.clear();
      onPage.clear();
    }
  }

  private void append(Segment segment, ByteBuffer bytes) throws IOException {
    SpoolFile file = activeFile;
    if (file == null) {
      throw new IOException("no segment is open");
    }
    int length = bytes.remaining();
    try {
      file.write(bytes);
      segment.size += length;
    } catch (IOException e) {
      try {
        file.truncate(segment.size);
      } catch (IOException again) {
        // The next start skips the incomplete end. Nothing more is written to this segment.
        e.addSuppressed(again);
        closeActive();
      }
      throw e;
    }
  }

  /** The segment to write to, a new one if there is none or the last is full. */
  private Segment writable() throws IOException {
    Segment last = active;
    if (last != null && last.size >= segmentBytes) {
      force();
      closeActive();
      last = null;
    }
    return last != null ? last : open();
  }

  private Segment open() throws IOException {
    SpoolDirectory.create(files, directory);
    lock.ensureHeld();
    Path path = directory.resolve(Segment.name(nextSegment++));
    SpoolFile file = files.create(path);
    try {
      file.write(SegmentHeader.bytes());
      if (isForced) {
        files.forceDirectory(directory);
      }
    } catch (IOException e) {
      closeQuietly(file, e);
      files.delete(path);
      throw e;
    }
    Segment segment = new Segment(path, SegmentHeader.LENGTH);
    segments.addLast(segment);
    activeFile = file;
    active = segment;
    return segment;
  }

  /**
   * Forces written records to the disk.
   *
   * @throws IOException if that failed; the records of this segment are written again later,
   *     because it is unknown which of them are on the disk
   */
  void force() throws IOException {
    SpoolFile file = activeFile;
    Segment segment = active;
    if (!isForced || !isUnforced || file == null || segment == null) {
      return;
    }
    try {
      file.force();
      isUnforced = false;
      hasMoved = false;
    } catch (IOException e) {
      rewrite(segment);
      closeActive();
      throw e;
    }
  }

  private void closeActive() {
    SpoolFile file = activeFile;
    activeFile = null;
    active = null;
    if (file != null) {
      closeQuietly(file, new IOException("unused"));
    }
  }

  private static void closeQuietly(SpoolFile file, IOException reason) {
    try {
      file.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Marks the entries of a segment to be written again, so that it can be deleted. */
  private void rewrite(Segment segment) {
    for (SpoolEntry<T> entry : held.values()) {
      if (entry.home == segment) {
        unwritten.put(entry.id, entry);
      }
    }
  }

  /** Writes the remaining entries of the oldest segment again if ended entries take more room. */
  private void moveStragglers() {
    long live = 0;
    for (Segment segment : segments) {
      live += segment.liveBytes;
    }
    if (segments.size() > 2 && bytes() - live > live + 2 * segmentBytes) {
      rewrite(segments.getFirst());
    }
  }

  /** Writes the entries of missing files again, in case the directory was deleted. */
  private void findAgain() {
    Segment last = active;
    if (last == null || files.exists(last.path)) {
      return;
    }
    closeActive();
    for (Segment segment : List.copyOf(segments)) {
      if (!files.exists(segment.path)) {
        rewrite(segment);
        segment.isDeleted = true;
        segments.remove(segment);
      }
    }
  }

  /** Deletes the oldest segments whose entries have all ended, or are safe in a newer one. */
  private void reclaim() throws IOException {
    for (Segment first = segments.peekFirst();
        first != null && first.live == 0;
        first = segments.peekFirst()) {
      if (first == active && first.size < segmentBytes) {
        return;
      }
      if (hasMoved && isUnforced()) {
        force();
      }
      if (hasMoved && isForced && isUnforced) {
        return;
      }
      delete(first);
    }
  }

  /** Deletes all segments if nothing is kept, because they contain visitors' addresses. */
  void clear() throws IOException {
    while (held.isEmpty() && !segments.isEmpty()) {
      delete(segments.getFirst());
    }
    if (held.isEmpty()) {
      settled.clear();
    }
  }

  private void delete(Segment segment) throws IOException {
    if (segment == active) {
      closeActive();
    }
    files.delete(segment.path);
    segment.isDeleted = true;
    segments.remove(segment);
  }

  /** Writes and forces everything, and closes the files. */
  void close(long wallClock) throws IOException {
    try {
      write(wallClock);
      force();
      clear();
    } finally {
      closeActive();
    }
  }

  /** Counts each new entry that could not be written once. */
  int countMissed() {
    int missed = 0;
    for (SpoolEntry<T> entry : unwritten.values()) {
      if (entry.home == null && !entry.isMissed) {
        entry.isMissed = true;
        missed++;
      }
    }
    return missed;
  }

  /** The number before the first entry that is only in memory, and at most this number. */
  long writtenUpTo(long id) {
    long last = id;
    for (SpoolEntry<T> entry : unwritten.values()) {
      if (entry.home == null) {
        last = Math.min(last, entry.id - 1);
      }
    }
    return last;
  }

  /** Whether there was no room for a new entry. */
  boolean isFull() {
    return isFull;
  }

  /** Whether an entry has a record. */
  boolean keeps(long id) {
    SpoolEntry<T> entry = held.get(id);
    Segment home = entry == null ? null : entry.home;
    return home != null && !home.isDeleted;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean isUnforced() {
    return isForced && isUnforced && activeFile != null;
  }

  /** The size of all segments on the disk, in bytes. */
  long bytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.size;
    }
    return bytes;
  }

  /** The number of files. */
  int segments() {
    return segments.size();
  }
}
