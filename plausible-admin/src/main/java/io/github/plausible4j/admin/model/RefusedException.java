package io.github.plausible4j.admin.model;

/** An operation that would harm, or that cannot mean what it says; the message names the remedy. */
public final class RefusedException extends AdminException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message, null);
  }
}
