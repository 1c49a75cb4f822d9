package io.github.plausible4j.blog;

/** Thrown if a build cannot be reported. The message has the remedy. */
public class BlogBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message. */
  public BlogBuildException(String message) {
    super(message);
  }

  /** Creates an exception with a message and a cause. */
  public BlogBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
