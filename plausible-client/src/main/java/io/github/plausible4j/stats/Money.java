package io.github.plausible4j.stats;

import java.math.BigDecimal;

/**
 * An amount of revenue, as the server sent it.
 *
 * @param amount the amount
 * @param currency the currency's code, for example {@code USD}
 * @param shortText the amount in short form, for example {@code $67.1}
 * @param longText the amount with cents, for example {@code $67.07}
 */
public record Money(BigDecimal amount, String currency, String shortText, String longText) {
  /** The amount with cents. */
  @Override
  public String toString() {
    return longText;
  }
}
