package io.github.plausible4j.admin.model;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a stack's database cannot be reached through its cluster. The message has the remedy.
 */
public final class ClusterAccessException extends AdminException {
  private static final long serialVersionUID = 1L;

  public ClusterAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
