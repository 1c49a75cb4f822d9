package io.github.plausible4j.internal.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The first 16 bytes of a segment: eight letters, the version, three zeros, and a CRC32C of these.
 */
final class SegmentHeader {
  static final int LENGTH = 16;
  static final byte VERSION = 1;

  private static final byte[] MAGIC = "P4JSPOOL".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKED = 12;

  private SegmentHeader() {}

  /** The header of a new segment. */
  static ByteBuffer bytes() {
    return bytes(VERSION);
  }

  static ByteBuffer bytes(byte version) {
    ByteBuffer header = ByteBuffer.allocate(LENGTH).put(MAGIC).put(version).position(CHECKED);
    return header.putInt(crc(header)).flip();
  }

  /** The version of a segment; 0 if it does not start with a complete header. */
  static byte version(ByteBuffer segment) {
    boolean isWhole =
        segment.limit() >= LENGTH
            && segment.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
            && segment.getInt(CHECKED) == crc(segment);
    return isWhole ? segment.get(MAGIC.length) : 0;
  }

  private static int crc(ByteBuffer segment) {
    CRC32C crc = new CRC32C();
    crc.update(segment.duplicate().clear().slice(0, CHECKED));
    return (int) crc.getValue();
  }
}
