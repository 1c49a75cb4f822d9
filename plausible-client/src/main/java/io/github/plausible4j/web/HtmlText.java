package io.github.plausible4j.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Escapes text as HTML, in ASCII. */
final class HtmlText {
  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private HtmlText() {}

  /** Escapes a text for use as text and between double quotes. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(html, point));
    return html.toString();
  }

  /** A value for a script element of HTML or XHTML. No text in the value can end the element. */
  static String script(JsonNode value) {
    try {
      String json = JSON.writeValueAsString(value);
      return json.replace("<", "\\u003c").replace("&", "\\u0026").replace("]]>", "]]\\u003e");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON types can be written", e);
    }
  }

  private static void append(StringBuilder html, int point) {
    boolean plain = point >= ' ' && point < 127 && "&<>\"'".indexOf(point) < 0;
    if (plain || point == '\n') {
      html.append((char) point);
    } else {
      html.append("&#").append(point).append(';');
    }
  }
}
