package io.github.plausible4j.internal.spool;

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
 * Reads the events that an earlier process left: those without a record of their end. Bytes that
 * are not a complete record are counted, copied to the quarantine file and skipped.
 */
final class SpoolRecovery<T> {
  /**
   * More numbers than a process assigns while it writes a segment. The numbers of a segment that
   * cannot be read are skipped, so that none is assigned twice.
   */
  static final long NUMBERS_OF_UNREADABLE_SEGMENT = 1L << 40;

  private record Left(Found found, Segment segment, long acceptedAt) {}

  private final SpoolFiles files;
  private final QuarantineFile quarantine;
  private final PayloadCodec<T> codec;
  private final Map<Long, Left> left = new TreeMap<>();
  private final Map<Long, SpoolEntry<T>> entries = new LinkedHashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private final Set<Segment> damaged = new LinkedHashSet<>();
  private long nextId;
  private long nextSegment;
  private long corrupt;

  private SpoolRecovery(SpoolFiles files, QuarantineFile quarantine, PayloadCodec<T> codec) {
    this.files = files;
    this.quarantine = quarantine;
    this.codec = codec;
  }

  /**
   * Reads a directory.
   *
   * @throws IOException if the directory cannot be listed
   * @throws IllegalStateException if a newer release has written to it
   */
  static <T> SpoolRecovery<T> read(
      SpoolFiles files, Path directory, QuarantineFile quarantine, PayloadCodec<T> codec)
      throws IOException {
    SpoolRecovery<T> recovery = new SpoolRecovery<>(files, quarantine, codec);
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
      // The file stays, because the next start may be able to read it.
      corrupt++;
      nextId += NUMBERS_OF_UNREADABLE_SEGMENT;
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
    scan.records().forEach(found -> apply(found, segment));
  }

  private void apply(Found found, Segment segment) {
    SpoolRecord record = found.record();
    long id = record.id();
    nextId = Math.max(nextId, id + 1);
    switch (record.kind()) {
      case SpoolRecord.EVENT ->
          // A second record of an event means that it no longer counts as accepted.
          left.put(id, new Left(found, segment, SpoolEntry.NOT_ACCEPTED));
      case SpoolRecord.ACCEPTED ->
          left.computeIfPresent(
              id, (key, old) -> new Left(old.found, old.segment, Math.max(0, record.time())));
      default -> left.remove(id);
    }
  }

  private void decode(long id, Left pending) {
    SpoolRecord found = pending.found.record();
    try {
      SpoolEntry<T> entry = new SpoolEntry<>(id, codec.decode(found.payload()), found.time());
      entry.acceptedAt = pending.acceptedAt;
      entry.moveTo(pending.segment, pending.found.length());
      entries.put(id, entry);
    } catch (IOException e) {
      skip(pending.segment, found.payload());
    }
  }

  private void skip(Segment segment, ByteBuffer bad) {
    corrupt++;
    damaged.add(segment);
    quarantine.keep(bad);
  }

  /** The events without an end, oldest first. */
  Map<Long, SpoolEntry<T>> entries() {
    return entries;
  }

  /** All segments that could be read, oldest first. */
  List<Segment> segments() {
    return segments;
  }

  /**
   * The segments whose valid records will be written again, so that damage is found only once: the
   * damaged segments and all older ones, because segments are deleted in order.
   */
  List<Segment> toRewrite() {
    int last = -1;
    for (int i = 0; i < segments.size(); i++) {
      last = damaged.contains(segments.get(i)) ? i : last;
    }
    return segments.subList(0, last + 1);
  }

  /** The first unused number. */
  long nextId() {
    return nextId;
  }

  long nextSegment() {
    return nextSegment;
  }

  /** The number of damaged places and of segments that were skipped. */
  long corrupt() {
    return corrupt;
  }
}
