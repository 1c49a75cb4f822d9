package io.github.plausible4j.events;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * What an event earned. Only the hosted service counts it, and only for a revenue goal of the
 * event's name; a Community Edition ignores it.
 *
 * @param currency a currency of ISO 4217
 * @param amount how much of it; negative for a refund
 */
public record Revenue(Currency currency, BigDecimal amount) {
  public Revenue {
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(amount, "amount");
  }

  /**
   * Revenue from texts, for example {@code Revenue.of("EUR", "12.50")}.
   *
   * @throws IllegalArgumentException if the currency is not one of ISO 4217 in capital letters, or
   *     the amount is not a decimal number
   */
  public static Revenue of(String currency, String amount) {
    try {
      return new Revenue(Currency.getInstance(currency), new BigDecimal(amount));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Revenue: amount \"" + amount + "\" is not a decimal number; write it as 12.50", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Revenue: currency \"" + currency + "\" is not of ISO 4217; write it as EUR", e);
    }
  }
}
