package io.github.plausible4j.testkit.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads form bodies. All values are strings; {@code a[b]=c} creates an object. For internal use
 * only.
 */
public final class FormBody {
  private static final Pattern NESTED = Pattern.compile("([^\\[\\]]+)\\[([^\\[\\]]+)\\]");
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART_NAME =
      Pattern.compile(
          "content-disposition:[^\\r\\n]*\\bname=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private FormBody() {}

  /** The fields of an urlencoded body. */
  public static Map<String, @Nullable Object> urlEncoded(HttpRequest call) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String pair : new String(call.body(), StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = QueryString.decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        put(fields, name, equals < 0 ? "" : QueryString.decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  /** The text fields of a multipart body; null if it is malformed. */
  public static @Nullable Map<String, @Nullable Object> multipart(HttpRequest call) {
    String type = call.header("Content-Type");
    Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
    if (!boundary.find()) {
      return null;
    }
    String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    String text = new String(call.body(), StandardCharsets.UTF_8);
    if (!text.contains(mark + "--")) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String part :
        text.substring(0, text.lastIndexOf(mark + "--")).split(Pattern.quote(mark), -1)) {
      int blankLine = part.indexOf("\r\n\r\n");
      Matcher name = PART_NAME.matcher(part);
      if (blankLine >= 0 && name.find()) {
        String value = part.substring(blankLine + 4);
        put(
            fields,
            name.group(1),
            value.endsWith("\r\n") ? value.substring(0, value.length() - 2) : value);
      }
    }
    return fields;
  }

  @SuppressWarnings("unchecked") // Only this method adds maps, and their keys are strings.
  private static void put(Map<String, @Nullable Object> fields, String name, String value) {
    Matcher nested = NESTED.matcher(name);
    if (!nested.matches()) {
      fields.put(name, value);
      return;
    }
    Object object = fields.computeIfAbsent(nested.group(1), key -> new LinkedHashMap<>());
    if (object instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(nested.group(2), value);
    }
  }
}
