package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.internal.delivery.EventPayload;
import io.github.plausible4j.internal.spool.SpoolFiles.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pending events and the segments that hold them, without threads or clock. What the disk does
 * not take stays to be written, so that a later call makes up for it. An event may be on record
 * twice, under one number: the later record counts. Segments go in the order in which they came,
 * because each holds the ends of events of those before. For one thread.
 */
public final class SpoolLog {
  private static final int PAGE = 128 << 10;
  private static final int SEGMENTS = 16;
  private static final byte[] NO_PAYLOAD = {};

  private record Placed(SpoolEntry entry, int length) {}

  private final SpoolFiles files;
  private final Path directory;
  private final EventPayload payload;
  private final long maxBytes;
  private final long segmentBytes;
  private final boolean isForced;

  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Map<Long, SpoolEntry> held = new HashMap<>();
  private final Map<Long, SpoolEntry> unwritten = new LinkedHashMap<>();
  private final List<SpoolEntry> settled = new ArrayList<>();
  private final List<Placed> onPage = new ArrayList<>();
  private ByteBuffer page = ByteBuffer.allocate(PAGE);
  private @Nullable SpoolFile activeFile;
  private @Nullable Segment active;
  private long nextSegment;
  private boolean isUnforced;

  /** Whether a record of a former segment may stand in the unforced one alone. */
  private boolean hasMoved;

  public SpoolLog(
      SpoolFiles files,
      Path directory,
      DeliveryPolicy policy,
      EventPayload payload,
      SpoolRecovery found) {
    this.files = files;
    this.directory = directory;
    this.payload = payload;
    this.maxBytes = policy.spoolBytes();
    this.segmentBytes = Math.min(maxBytes / SEGMENTS, 4 << 20);
    this.isForced = policy.spoolSync() != SpoolSync.NEVER;
    this.nextSegment = found.nextSegment();
    segments.addAll(found.segments());
    held.putAll(found.entries());
    found.toMoveAway().forEach(this::moveAway);
  }

  /** An event that is pending. */
  void add(SpoolEntry entry) {
    held.put(entry.id, entry);
    unwritten.put(entry.id, entry);
  }

  /** An event has ended; returns what is known of it. */
  @Nullable SpoolEntry settle(long id) {
    SpoolEntry entry = held.remove(id);
    if (entry != null) {
      unwritten.remove(id);
      entry.leaveHome();
      if (entry.home != null) {
        settled.add(entry);
      }
    }
    return entry;
  }

  /**
   * Writes what is to be written, and deletes what is not needed any more.
   *
   * @throws IOException if the disk failed or the bound is reached; what was not written still is
   *     to be
   */
  void write(long wallClock) throws IOException {
    findAgain();
    reclaim();
    moveStragglers();
    for (SpoolEntry entry : settled) {
      Segment home = entry.home;
      if (home != null && !home.isDeleted) {
        put(SpoolRecord.SETTLED, entry.id, wallClock, NO_PAYLOAD);
      }
    }
    flushPage();
    settled.clear();
    for (SpoolEntry entry : List.copyOf(unwritten.values())) {
      byte[] bytes = payload.encode(entry.event);
      int length = SpoolRecord.FRAME + bytes.length;
      long needed = page.position() + length + 2L * SegmentHeader.LENGTH;
      if (entry.home == null && bytes() + needed > maxBytes) {
        flushPage();
        throw new SpoolFullException(maxBytes);
      }
      put(SpoolRecord.EVENT, entry.id, entry.takenAt, bytes);
      onPage.add(new Placed(entry, length));
    }
    flushPage();
    reclaim();
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
        for (Placed placed : onPage) {
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
        // Its torn end is skipped at the next start; nothing more is written behind it.
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
    files.createDirectory(directory);
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
   * Forces what was written to the disk.
   *
   * @throws IOException if that failed; what was written to this segment is to be written again,
   *     for nobody knows what the disk has of it
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
      moveAway(segment);
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

  /** Has the events of a segment written anew, so that it can be deleted. */
  private void moveAway(Segment segment) {
    for (SpoolEntry entry : held.values()) {
      if (entry.home == segment) {
        unwritten.put(entry.id, entry);
      }
    }
  }

  /** Moves the few that pin the oldest segment, when what ended takes more room than they do. */
  private void moveStragglers() {
    long live = 0;
    for (Segment segment : segments) {
      live += segment.liveBytes;
    }
    if (segments.size() > 2 && bytes() - live > live + 2 * segmentBytes) {
      moveAway(segments.getFirst());
    }
  }

  /** Somebody deleted the directory: the files that are gone are written anew. */
  private void findAgain() {
    Segment last = active;
    if (last == null || files.exists(last.path)) {
      return;
    }
    closeActive();
    for (Segment segment : List.copyOf(segments)) {
      if (!files.exists(segment.path)) {
        moveAway(segment);
        segment.isDeleted = true;
        segments.remove(segment);
      }
    }
  }

  /** Deletes the oldest segments as far as all their events have ended or moved on for good. */
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

  /** Deletes all segments, if nothing is pending: they hold visitors' addresses. */
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

  /** Writes and forces all there is, and lets go of the files. */
  void close(long wallClock) throws IOException {
    try {
      write(wallClock);
      force();
      clear();
    } finally {
      closeActive();
    }
  }

  /** Counts those that the disk did not take, each once. */
  int countMissed() {
    int missed = 0;
    for (SpoolEntry entry : unwritten.values()) {
      if (entry.home == null && !entry.isMissed) {
        entry.isMissed = true;
        missed++;
      }
    }
    return missed;
  }

  /** Whether a pending event has a record. */
  boolean keeps(long id) {
    SpoolEntry entry = held.get(id);
    Segment home = entry == null ? null : entry.home;
    return home != null && !home.isDeleted;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean isUnforced() {
    return isForced && isUnforced && activeFile != null;
  }

  /** What all segments take on the disk. */
  long bytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += segment.size;
    }
    return bytes;
  }

  /** How many files there are. */
  int segments() {
    return segments.size();
  }
}
