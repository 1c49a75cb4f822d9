package io.github.plausible4j.k8s.internal.render;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON as YAML in a fixed style: block style, two spaces, double quotes for every string
 * that could be read as something else, and literals for text with several lines. The output must
 * stay the same for years, which no library guarantees, and tests need it to be fast.
 */
public final class YamlWriter {
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private static final int LONGEST_WORD = 5;

  /** Printable ASCII alone: no escape is possible in a literal, not even at its two ends. */
  private static final Pattern LITERAL =
      Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e\n]*[\\x20-\\x7e]\n");

  private static final String SPACES = " ".repeat(64);
  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

  private final JsonParser tokens;
  private final StringBuilder out;

  private YamlWriter(JsonParser tokens, StringBuilder out) {
    this.tokens = tokens;
    this.out = out;
  }

  /** Appends a document, preceded by the separator line {@code ---}. */
  public static void append(JsonParser document, StringBuilder out) throws IOException {
    out.append("---\n");
    new YamlWriter(document, out).item(document.nextToken(), -2);
  }

  private void object(int indent) throws IOException {
    do {
      if (out.charAt(out.length() - 1) == '\n') {
        indent(indent);
      }
      string(tokens.currentName());
      out.append(':');
      value(indent);
    } while (tokens.nextToken() != JsonToken.END_OBJECT);
  }

  private void array(int indent) throws IOException {
    JsonToken item = tokens.currentToken();
    do {
      indent(indent).append("- ");
      item(item, indent);
      item = tokens.nextToken();
    } while (item != JsonToken.END_ARRAY);
  }

  /**
   * An item starts on the line of its hyphen. An object continues below, indented by two spaces.
   */
  private void item(JsonToken item, int indent) throws IOException {
    if (!item.isStructStart()) {
      scalar(item, indent + 2);
    } else if (tokens.nextToken().isStructEnd()) {
      out.append(empty(item));
    } else if (item == JsonToken.START_OBJECT) {
      object(indent + 2);
    } else {
      out.append('\n');
      array(indent + 2);
    }
  }

  private void value(int indent) throws IOException {
    JsonToken value = tokens.nextToken();
    if (!value.isStructStart()) {
      out.append(' ');
      scalar(value, indent + 2);
    } else if (tokens.nextToken().isStructEnd()) {
      out.append(' ').append(empty(value));
    } else if (value == JsonToken.START_OBJECT) {
      out.append('\n');
      object(indent + 2);
    } else {
      out.append('\n');
      array(indent);
    }
  }

  private static String empty(JsonToken container) {
    return container == JsonToken.START_OBJECT ? "{}\n" : "[]\n";
  }

  private void scalar(JsonToken value, int indent) throws IOException {
    String text = tokens.getText();
    if (value != JsonToken.VALUE_STRING) {
      out.append(text); // a number, true, false or null
    } else if (isLiteral(text)) {
      literal(text, indent);
      return;
    } else {
      string(text);
    }
    out.append('\n');
  }

  private static boolean isLiteral(String text) {
    return text.indexOf('\n') >= 0 && LITERAL.matcher(text).matches() && !hasTrailingSpace(text);
  }

  private static boolean hasTrailingSpace(String text) {
    return text.contains(" \n");
  }

  private void literal(String text, int indent) {
    out.append("|\n");
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      if (!line.isEmpty()) {
        indent(indent).append(line);
      }
      out.append('\n');
    }
  }

  private void string(String text) {
    if (isPlain(text) && !isWord(text)) {
      out.append(text);
    } else {
      out.append('"');
      int start = out.length();
      JSON.quoteAsString(text, out);
      escapeBreaks(start);
      out.append('"');
    }
  }

  /** Escapes characters that JSON allows but YAML does not, or reads as line breaks. */
  private void escapeBreaks(int start) {
    for (int i = start; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= '\u007f' && (c <= '\u009f' || isBreak(c) || isNoncharacter(c))) {
        out.replace(i, i + 1, String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
  }

  private static boolean isBreak(char c) {
    return c == '\u2028' || c == '\u2029' || c == '\ufeff';
  }

  /** Readers of YAML refuse a document that has these as they are. */
  private static boolean isNoncharacter(char c) {
    return c == '\ufffe' || c == '\uffff';
  }

  /**
   * Whether YAML 1.1 and 1.2 both read the text as the same string without quotes: it has letters,
   * digits and {@code - _ . / @}, starts with a letter or a slash, and has only single colons
   * inside.
   */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || !(isLetter(text.charAt(0)) || text.charAt(0) == '/')) {
      return false;
    }
    boolean colon = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' ? colon : !isPlain(c)) {
        return false;
      }
      colon = c == ':';
    }
    return !colon;
  }

  private static boolean isPlain(char c) {
    return isLetter(c) || (c >= '-' && c <= '9') || c == '_' || c == '@';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWord(String text) {
    return text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  private StringBuilder indent(int spaces) {
    for (int left = spaces; left > 0; left -= SPACES.length()) {
      out.append(SPACES, 0, Math.min(left, SPACES.length()));
    }
    return out;
  }
}
