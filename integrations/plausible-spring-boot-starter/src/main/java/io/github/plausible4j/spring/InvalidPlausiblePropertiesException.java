package io.github.plausible4j.spring;

/**
 * A property below {@code plausible} is wrong or missing, or a bean in place of ours cannot be
 * used; the start of the application fails.
 */
public final class InvalidPlausiblePropertiesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  InvalidPlausiblePropertiesException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
