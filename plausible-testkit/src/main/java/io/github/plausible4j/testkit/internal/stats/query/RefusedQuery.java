package io.github.plausible4j.testkit.internal.stats.query;

/** A query that the server answers with an error. For internal use only. */
@SuppressWarnings("serial") // never serialized
public final class RefusedQuery extends RuntimeException {
  private final int status;

  private RefusedQuery(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The query is not valid: 400 with the text. */
  public static RefusedQuery invalid(String message) {
    return new RefusedQuery(400, message);
  }

  /** A real server fails on this query: 500. */
  public static RefusedQuery serverError() {
    return new RefusedQuery(500, "internal server error");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The text for the answer. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
