package io.github.plausible4j.stats;

import java.math.BigInteger;

/** What a filter may compare with: strings and whole numbers. */
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
      // One form for one number, so that equal filters are equal.
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
