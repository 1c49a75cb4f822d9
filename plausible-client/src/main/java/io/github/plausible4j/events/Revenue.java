package io.github.plausible4j.events;

import io.github.plausible4j.internal.ProblemCollector;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * The revenue of an event. Only the hosted service counts it, and only for a revenue goal with the
 * event's name; a Community Edition ignores it.
 *
 * @param currency a currency of ISO 4217
 * @param amount the amount, negative for a refund; at most 15 digits before the decimal point,
 *     because the server's column holds no more, and at most 15 after it
 */
public record Revenue(Currency currency, BigDecimal amount) {
  private static final int DIGITS = 15;

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if the amount has too many digits
   */
  public Revenue {
    Objects.requireNonNull(currency, "currency");
    // A BigDecimal with a large exponent would be written out with millions of digits.
    long digitsBefore = (long) amount.precision() - amount.scale();
    if (digitsBefore > DIGITS || amount.scale() > DIGITS) {
      throw new IllegalArgumentException(
          "Revenue: amount has over 15 digits before or after the decimal point; round it, for"
              + " example by setScale(2, RoundingMode.HALF_EVEN)");
    }
  }

  /**
   * Parses revenue, for example {@code Revenue.of("EUR", "12.50")}.
   *
   * @throws IllegalArgumentException if the currency is not one of ISO 4217 in capital letters, or
   *     the amount is not a decimal number, or has too many digits
   */
  public static Revenue of(String currency, String amount) {
    return new Revenue(currency(currency), amount(amount));
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Revenue: currency "
              + ProblemCollector.quoted(code)
              + " is not of ISO 4217; write it as EUR",
          e);
    }
  }

  private static BigDecimal amount(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Revenue: amount "
              + ProblemCollector.quoted(text)
              + " is not a decimal number; write it as 12.50",
          e);
    }
  }
}
