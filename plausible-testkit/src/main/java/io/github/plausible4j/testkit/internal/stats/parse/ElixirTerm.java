package io.github.plausible4j.testkit.internal.stats.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints JSON in the notation of Elixir, which the error texts of the real server use. */
final class ElixirTerm {
  private static final int MOST_ELEMENTS = 50;

  private ElixirTerm() {}

  static String inspect(JsonNode node) {
    StringBuilder out = new StringBuilder();
    append(node, out);
    return out.toString();
  }

  private static void append(JsonNode node, StringBuilder out) {
    if (node.isNull()) {
      out.append("nil");
    } else if (node.isTextual()) {
      appendText(node.textValue(), out);
    } else if (node.isArray()) {
      appendArray(node, out);
    } else if (node.isObject()) {
      appendObject(node, out);
    } else if (node.isFloatingPointNumber()) {
      out.append(decimal(node.doubleValue()));
    } else {
      out.append(node.asText());
    }
  }

  private static void appendArray(JsonNode array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      if (i == MOST_ELEMENTS) {
        out.append("...");
        break;
      }
      append(array.get(i), out);
    }
    out.append(']');
  }

  private static void appendObject(JsonNode object, StringBuilder out) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    Collections.sort(keys);
    out.append("%{");
    for (int i = 0; i < keys.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      if (i == MOST_ELEMENTS) {
        out.append("...");
        break;
      }
      appendText(keys.get(i), out);
      out.append(" => ");
      append(object.get(keys.get(i)), out);
    }
    out.append('}');
  }

  private static String decimal(double value) {
    double size = Math.abs(value);
    if (value != 0 && (size < 1e-5 || size >= 1e16)) {
      String digits = Double.toString(value);
      return digits.replace("E-", "e-").replace("E", "e+").replace("e+-", "e-");
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      boolean interpolates = character == '#' && i < text.length() && text.charAt(i) == '{';
      out.append(interpolates ? "\\#" : escaped(character));
    }
    out.append('"');
  }

  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case 0x07 -> "\\a";
      case 0x0b -> "\\v";
      case 0x1b -> "\\e";
      case 0x7f -> "\\d";
      case 0 -> "\\0";
      default ->
          Character.isISOControl(character)
              ? String.format("\\x%02X", character)
              : Character.toString(character);
    };
  }
}
