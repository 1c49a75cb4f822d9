package io.github.plausible4j.blog;

/** A build that cannot be reported; the message says what would help. */
public class BlogBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public BlogBuildException(String message) {
    super(message);
  }

  /** With the reason and what caused it. */
  public BlogBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
