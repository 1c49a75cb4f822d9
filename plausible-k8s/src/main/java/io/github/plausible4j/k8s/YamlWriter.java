package io.github.plausible4j.k8s;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON as YAML, in one way only: block style, two spaces, every string that could be read as
 * something else in double quotes, text of several lines as a literal. Its output has to stay the
 * same for years, which no library promises, and is written a thousand times a second in tests.
 */
final class YamlWriter {
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private static final int LONGEST_WORD = 5;

  private static final Pattern LITERAL = Pattern.compile("(?s)[^ \n\t][\\x20-\\x7e\n]*[^\n]\n");
  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

  private final StringBuilder out;

  private YamlWriter(StringBuilder out) {
    this.out = out;
  }

  /** Appends a document, with the line that separates it from the one before. */
  static void append(JsonNode document, StringBuilder out) {
    out.append("---\n");
    YamlWriter writer = new YamlWriter(out);
    if (document.isContainerNode() && !document.isEmpty()) {
      writer.block(document, 0);
    } else {
      writer.scalar(document, 0);
    }
  }

  private void block(JsonNode node, int indent) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        indent(indent).append("- ");
        item(item, indent);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (out.charAt(out.length() - 1) == '\n') {
        indent(indent);
      }
      string(field.getKey());
      out.append(':');
      value(field.getValue(), indent);
    }
  }

  /** An item begins on the line of its hyphen; an object goes on below, two further in. */
  private void item(JsonNode item, int indent) {
    if (item.isObject() && !item.isEmpty()) {
      block(item, indent + 2);
    } else if (item.isArray() && !item.isEmpty()) {
      out.append('\n');
      block(item, indent + 2);
    } else {
      scalar(item, indent + 2);
    }
  }

  private void value(JsonNode value, int indent) {
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append('\n');
      block(value, value.isArray() ? indent : indent + 2);
    } else {
      out.append(' ');
      scalar(value, indent + 2);
    }
  }

  private void scalar(JsonNode value, int indent) {
    if (value.isTextual()) {
      String text = value.textValue();
      if (text.indexOf('\n') >= 0 && LITERAL.matcher(text).matches() && !hasTrailingSpace(text)) {
        literal(text, indent);
        return;
      }
      string(text);
    } else {
      out.append(value); // {}, [], a number, true, false or null
    }
    out.append('\n');
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
      JSON.quoteAsString(text, out);
      out.append('"');
    }
  }

  /**
   * Whether neither YAML 1.1 nor 1.2 reads it as anything but that string: letters, digits and
   * {@code - _ . / @}, from a letter or slash on, with single colons between them.
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
    for (int i = 0; i < spaces; i++) {
      out.append(' ');
    }
    return out;
  }
}
