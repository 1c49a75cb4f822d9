package io.github.plausible4j.internal.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of a segment: every complete record, and the bytes between them that are not
 * records. After damage, it finds the next record at any position.
 */
record SegmentScan(List<Found> records, List<ByteBuffer> damaged) {
  /** A record and its length, including the frame. */
  record Found(SpoolRecord record, int length) {}

  static SegmentScan of(ByteBuffer segment) {
    SegmentScan scan = new SegmentScan(new ArrayList<>(), new ArrayList<>());
    int position = SegmentHeader.version(segment) == 0 ? 0 : SegmentHeader.LENGTH;
    int good = position;
    while (position < segment.limit()) {
      int length = SpoolRecord.lengthAt(segment, position);
      if (length < 0) {
        position++;
        continue;
      }
      scan.skip(segment, good, position);
      scan.records.add(new Found(SpoolRecord.at(segment, position, length), length));
      position += length;
      good = position;
    }
    scan.skip(segment, good, position);
    return scan;
  }

  private void skip(ByteBuffer segment, int from, int to) {
    if (to > from) {
      damaged.add(segment.slice(from, to - from));
    }
  }
}
