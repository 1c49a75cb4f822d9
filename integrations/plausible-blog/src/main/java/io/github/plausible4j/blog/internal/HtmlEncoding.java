package io.github.plausible4j.blog.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an HTML file: from its byte order mark, its first bytes or its declaration, in
 * this order, as in the <a
 * href="https://html.spec.whatwg.org/#determining-the-character-encoding">HTML standard</a>. For
 * internal use only.
 *
 * @param charset the encoding
 * @param markLength the length of the byte order mark, in bytes; 0 without one
 */
public record HtmlEncoding(Charset charset, int markLength) {
  private static final Charset UTF_16LE = Charset.forName("UTF-16LE");
  private static final Charset UTF_16BE = Charset.forName("UTF-16BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

  /**
   * Generators write the declaration within the first 1,024 bytes; a later one is accepted, too.
   */
  private static final int SEARCHED = 16_384;

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern META =
      Pattern.compile(
          "<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?\\s*([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROLOG =
      Pattern.compile("^\\s*<\\?xml\\b[^>]*\\bencoding\\s*=\\s*[\"']([\\w.:-]+)");

  /** Labels that mean another encoding in browsers than in Java. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("big5", "Big5-HKSCS"),
          // A page with a readable declaration is in neither of these.
          Map.entry("utf-16", "UTF-8"),
          Map.entry("utf-16le", "UTF-8"),
          Map.entry("utf-16be", "UTF-8"));

  /**
   * The encoding of these bytes. Without any sign, UTF-8 if they are valid UTF-8, otherwise
   * windows-1252.
   */
  public static HtmlEncoding of(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return new HtmlEncoding(UTF_32LE, 4);
    }
    if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return new HtmlEncoding(UTF_32BE, 4);
    }
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new HtmlEncoding(UTF_8, 3);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new HtmlEncoding(UTF_16LE, 2);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new HtmlEncoding(UTF_16BE, 2);
    }
    return new HtmlEncoding(withoutMark(bytes), 0);
  }

  /** The text of a file, without its byte order mark. */
  public static String decode(byte[] bytes) {
    HtmlEncoding encoding = of(bytes);
    int length = bytes.length - encoding.markLength;
    return new String(bytes, encoding.markLength, length, encoding.charset);
  }

  /** The number of bytes of an ASCII character: 1, 2 or 4. */
  public int unit() {
    if (charset.equals(UTF_32LE) || charset.equals(UTF_32BE)) {
      return 4;
    }
    return charset.equals(UTF_16LE) || charset.equals(UTF_16BE) ? 2 : 1;
  }

  /** Whether the first byte of a unit is the most significant one. */
  public boolean isBigEndian() {
    return charset.equals(UTF_16BE) || charset.equals(UTF_32BE);
  }

  private static Charset withoutMark(byte[] bytes) {
    // An HTML file starts with an ASCII character, so its zero bytes show the encoding.
    if (bytes.length >= 4) {
      int zeros =
          (bytes[0] == 0 ? 8 : 0)
              | (bytes[1] == 0 ? 4 : 0)
              | (bytes[2] == 0 ? 2 : 0)
              | (bytes[3] == 0 ? 1 : 0);
      Charset wide =
          switch (zeros) {
            case 0b0111 -> UTF_32LE;
            case 0b1110 -> UTF_32BE;
            case 0b0101 -> UTF_16LE;
            case 0b1010 -> UTF_16BE;
            default -> UTF_8;
          };
      if (!wide.equals(UTF_8)) {
        return wide;
      }
    }
    return declared(bytes).orElseGet(() -> isUtf8(bytes) ? UTF_8 : charset("windows-1252"));
  }

  private static Optional<Charset> declared(byte[] bytes) {
    String text = new String(bytes, 0, Math.min(bytes.length, SEARCHED), ISO_8859_1);
    Matcher prolog = PROLOG.matcher(text);
    Matcher meta = META.matcher(COMMENT.matcher(text).replaceAll(""));
    if (meta.find()) {
      return known(meta.group(1));
    }
    return prolog.find() ? known(prolog.group(1)) : Optional.empty();
  }

  private static Optional<Charset> known(String label) {
    String name = LABELS.getOrDefault(label.toLowerCase(Locale.ROOT), label);
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Charset charset(String name) {
    return Charset.forName(name);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
