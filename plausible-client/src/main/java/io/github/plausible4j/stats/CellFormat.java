package io.github.plausible4j.stats;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Formats values as readable text, the same in every locale. */
final class CellFormat {
  static final String NOTHING = "–";

  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private CellFormat() {}

  static String format(Cell cell) {
    if (cell.isNull()) {
      return NOTHING;
    }
    if (cell.isMoney()) {
      return cell.asMoney().longText();
    }
    if (!cell.json().isNumber()) {
      return cell.json().toString();
    }
    BigDecimal value = cell.asDecimal();
    return switch (cell.metric().unit()) {
      case SECONDS -> seconds(value.longValue());
      case PERCENT -> number(value) + "%";
      default -> number(value);
    };
  }

  /** With thousands separated and at most two decimals. */
  static String number(BigDecimal value) {
    // DecimalFormat is not thread-safe, so each call has its own.
    return new DecimalFormat("#,##0.##", SYMBOLS).format(value);
  }

  private static String seconds(long seconds) {
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m " + two(seconds % MINUTE) + "s";
    }
    return seconds / HOUR + "h " + two(seconds % HOUR / MINUTE) + "m";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
