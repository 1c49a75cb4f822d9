package io.github.plausible4j.admin.model;

/** Thrown when an operation would cause harm or makes no sense. The message names the remedy. */
public final class RefusedException extends AdminException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message, null);
  }
}
