package io.github.plausible4j.internal.spool;

import io.github.plausible4j.internal.delivery.EventPayload;
import io.github.plausible4j.internal.spool.SegmentScan.Found;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what an earlier process left: the events whose end is not on record. Whatever is no whole
 * record is counted and kept aside, and stops nothing.
 */
public final class SpoolRecovery {
  private record Left(Found found, Segment segment) {}

  private final SpoolFiles files;
  private final QuarantineFile keptAside;
  private final Map<Long, Left> left = new TreeMap<>();
  private final Map<Long, SpoolEntry> entries = new LinkedHashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private final Set<Segment> damaged = new LinkedHashSet<>();
  private long nextId;
  private long nextSegment;
  private long corrupt;

  private SpoolRecovery(SpoolFiles files, QuarantineFile keptAside) {
    this.files = files;
    this.keptAside = keptAside;
  }

  /**
   * Reads a directory.
   *
   * @throws IOException if the directory cannot be listed
   * @throws IllegalStateException if a newer release wrote there
   */
  public static SpoolRecovery read(SpoolFiles files, Path directory, QuarantineFile keptAside)
      throws IOException {
    SpoolRecovery recovery = new SpoolRecovery(files, keptAside);
    for (Path file : files.list(directory)) {
      OptionalLong number = Segment.numberOf(file);
      if (number.isPresent()) {
        recovery.nextSegment = number.getAsLong() + 1;
        recovery.readSegment(file);
      }
    }
    recovery.left.forEach(recovery::decode);
    return recovery;
  }

  private void readSegment(Path file) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(files.read(file));
    } catch (IOException e) {
      // Left where it is: the next start may be able to read it.
      corrupt++;
      return;
    }
    if (SegmentHeader.version(bytes) > SegmentHeader.VERSION) {
      throw new IllegalStateException(
          "DeliveryPolicy: spoolDirectory holds \""
              + file
              + "\" of format "
              + SegmentHeader.version(bytes)
              + ", and this release reads up to "
              + SegmentHeader.VERSION
              + "; use the newer release that wrote it, or another directory");
    }
    Segment segment = new Segment(file, bytes.limit());
    segments.add(segment);
    SegmentScan scan = SegmentScan.of(bytes);
    for (ByteBuffer bad : scan.damaged()) {
      skip(segment, bad);
    }
    for (Found found : scan.records()) {
      long id = found.record().id();
      nextId = Math.max(nextId, id + 1);
      if (found.record().kind() == SpoolRecord.EVENT) {
        left.put(id, new Left(found, segment));
      } else {
        left.remove(id);
      }
    }
  }

  private void decode(long id, Left pending) {
    SpoolRecord found = pending.found.record();
    try {
      SpoolEntry entry = new SpoolEntry(id, EventPayload.decode(found.payload()), found.time());
      entry.moveTo(pending.segment, pending.found.length());
      entries.put(id, entry);
    } catch (IOException e) {
      skip(pending.segment, found.payload());
    }
  }

  private void skip(Segment segment, ByteBuffer bad) {
    corrupt++;
    damaged.add(segment);
    keptAside.keep(bad);
  }

  /** The pending events, oldest first. */
  public Map<Long, SpoolEntry> entries() {
    return entries;
  }

  /** All segments, oldest first. */
  List<Segment> segments() {
    return segments;
  }

  /**
   * Those whose good records are to be written anew, so that damage is met once: the damaged ones,
   * and all before, without which none can go.
   */
  List<Segment> toMoveAway() {
    int last = -1;
    for (int i = 0; i < segments.size(); i++) {
      last = damaged.contains(segments.get(i)) ? i : last;
    }
    return segments.subList(0, last + 1);
  }

  /** The first number that no event has had. */
  long nextId() {
    return nextId;
  }

  long nextSegment() {
    return nextSegment;
  }

  /** How many stretches were skipped. */
  public long corrupt() {
    return corrupt;
  }
}
