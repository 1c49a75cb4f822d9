package io.github.plausible4j.spring;

/**
 * Thrown at the start of the application if a property below {@code plausible} is wrong or missing,
 * or a bean that replaces one of the starter cannot be used.
 */
public final class InvalidPlausiblePropertiesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  InvalidPlausiblePropertiesException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** The remedy. */
  public String remedy() {
    return remedy;
  }
}
