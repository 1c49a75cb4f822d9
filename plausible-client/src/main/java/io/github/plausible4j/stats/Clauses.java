package io.github.plausible4j.stats;

import java.math.BigInteger;

/** Checks the values that a filter compares with: strings and whole numbers. */
final class Clauses {
  private Clauses() {}

  static Object checked(Object clause) {
    if (clause instanceof String || clause instanceof Long) {
      return clause;
    }
    if (clause instanceof Integer || clause instanceof Short || clause instanceof Byte) {
      return ((Number) clause).longValue();
    }
    if (clause instanceof BigInteger number) {
      // Each number has a single form, so that equal filters compare as equal.
      return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : number;
    }
    throw new IllegalArgumentException(
        "clause "
            + clause
            + " is a "
            + clause.getClass().getSimpleName()
            + "; clauses are strings or whole numbers");
  }
}
