package io.github.plausible4j.admin.internal.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, quoted text or symbol in a ClickHouse statement. For internal use only.
 *
 * @param text as written in the statement
 */
public record SqlToken(String text, int start, int end) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]++|\\\\.|'')*+'|`(?:[^`\\\\]++|\\\\.|``)*+`"
              + "|\"(?:[^\"\\\\]++|\\\\.|\"\")*+\""
              + "|[\\w.+-]+|\\S",
          Pattern.DOTALL);

  public static List<SqlToken> of(String statement) {
    List<SqlToken> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(statement);
    while (matcher.find()) {
      tokens.add(new SqlToken(matcher.group(), matcher.start(), matcher.end()));
    }
    return tokens;
  }

  /** The text without quotes. */
  public String value() {
    char first = text.charAt(0);
    if (text.length() < 2 || "'`\"".indexOf(first) < 0) {
      return text;
    }
    String quote = String.valueOf(first);
    return text.substring(1, text.length() - 1)
        .replace(quote + quote, quote)
        .replaceAll("(?s)\\\\(.)", "$1");
  }

  public static String literal(String value) {
    return quoted(value, '\'');
  }

  public static String name(String value) {
    return quoted(value, '`');
  }

  private static String quoted(String value, char quote) {
    return quote + value.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote) + quote;
  }
}
