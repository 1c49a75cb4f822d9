package io.github.plausible4j.blog.html;

import io.github.plausible4j.blog.internal.HtmlEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a page, and the page as text with one character for each unit of the encoding. So a
 * place in the text is a place in the bytes, and an edit copies all bytes that it does not change,
 * even those that are not valid in the encoding. In an encoding that extends ASCII a unit is a
 * byte; what is not ASCII is then not readable, which markup never needs.
 */
final class PageBytes {
  private final byte[] bytes;
  private final HtmlEncoding encoding;
  private final String text;

  PageBytes(byte[] bytes) {
    this.bytes = bytes;
    this.encoding = HtmlEncoding.of(bytes);
    this.text = encoding.unit() == 1 ? singleBytes() : wideUnits();
  }

  String text() {
    return text;
  }

  /** Whether the page is in UTF-16 or UTF-32. */
  boolean isWide() {
    return encoding.unit() > 1;
  }

  /** The bytes with edits, which are in order and do not overlap. */
  byte[] edited(List<Edit> edits) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 1024);
    int done = 0;
    for (Edit edit : edits) {
      int start = offset(edit.start());
      result.write(bytes, done, start - done);
      result.writeBytes(encode(edit.text()));
      done = offset(edit.end());
    }
    result.write(bytes, done, bytes.length - done);
    return result.toByteArray();
  }

  private int offset(int character) {
    return encoding.markLength() + character * encoding.unit();
  }

  private String singleBytes() {
    int mark = encoding.markLength();
    String latin = new String(bytes, mark, bytes.length - mark, StandardCharsets.ISO_8859_1);
    return encoding.charset().name().startsWith("ISO-2022") ? withoutShifted(latin) : latin;
  }

  /** Blanks what is between shift sequences, where a byte that looks like ASCII is not. */
  private static String withoutShifted(String latin) {
    StringBuilder text = new StringBuilder(latin);
    boolean shifted = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0x1B && i + 2 < text.length()) {
        shifted = text.charAt(i + 1) != '(';
        i += 2;
      } else if (shifted) {
        text.setCharAt(i, ' ');
      }
    }
    return text.toString();
  }

  private String wideUnits() {
    int unit = encoding.unit();
    StringBuilder units = new StringBuilder(bytes.length / unit);
    for (int at = encoding.markLength(); at + unit <= bytes.length; at += unit) {
      int value = 0;
      for (int i = 0; i < unit; i++) {
        int next = bytes[encoding.isBigEndian() ? at + i : at + unit - 1 - i] & 0xFF;
        value = value << 8 | next;
      }
      // jsoup takes U+FFFF for the end of the text.
      units.append(value < 0xFFFF && value >= 0 ? (char) value : '\uFFFD');
    }
    return units.toString();
  }

  private byte[] encode(String ascii) {
    return ascii.getBytes(encoding.unit() == 1 ? StandardCharsets.US_ASCII : encoding.charset());
  }
}
