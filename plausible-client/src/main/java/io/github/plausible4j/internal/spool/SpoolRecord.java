package io.github.plausible4j.internal.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record of the log: one byte that UTF-8 never contains, one for the kind, the event's number,
 * the time in milliseconds since 1970, the length of the payload, the payload, and a CRC32C of all
 * these. Numbers are big-endian.
 *
 * @param payload the output of {@link PayloadCodec} for an {@link #EVENT}; otherwise empty
 */
record SpoolRecord(byte kind, long id, long time, ByteBuffer payload) {
  static final byte EVENT = 'E';
  static final byte SETTLED = 'S';
  static final byte ACCEPTED = 'A';

  /** The length of everything except the payload. */
  static final int FRAME = 26;

  private static final byte MARK = (byte) 0xf5;
  private static final int HEAD = 22;
  private static final int LONGEST_PAYLOAD = 4 << 20;

  /** Writes a record. Needs room for the payload and {@link #FRAME} bytes. */
  static void write(byte kind, long id, long time, byte[] payload, ByteBuffer page) {
    int start = page.position();
    page.put(MARK).put(kind).putLong(id).putLong(time).putInt(payload.length).put(payload);
    page.putInt(crc(page, start, HEAD + payload.length));
  }

  /** The length of the record at a position; -1 if no complete record starts there. */
  static int lengthAt(ByteBuffer bytes, int position) {
    int room = bytes.limit() - position;
    if (room < FRAME || bytes.get(position) != MARK || !isKind(bytes.get(position + 1))) {
      return -1;
    }
    int payload = bytes.getInt(position + HEAD - Integer.BYTES);
    if (payload < 0 || payload > LONGEST_PAYLOAD || payload > room - FRAME) {
      return -1;
    }
    int length = FRAME + payload;
    int crc = crc(bytes, position, HEAD + payload);
    return bytes.getInt(position + length - Integer.BYTES) == crc ? length : -1;
  }

  /** The record at a position where {@link #lengthAt} found one. */
  static SpoolRecord at(ByteBuffer bytes, int position, int length) {
    return new SpoolRecord(
        bytes.get(position + 1),
        bytes.getLong(position + 2),
        bytes.getLong(position + 10),
        bytes.slice(position + HEAD, length - FRAME));
  }

  private static boolean isKind(byte kind) {
    return kind == EVENT || kind == SETTLED || kind == ACCEPTED;
  }

  private static int crc(ByteBuffer bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(start, length));
    return (int) crc.getValue();
  }
}
