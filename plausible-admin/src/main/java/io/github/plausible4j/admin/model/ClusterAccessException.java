package io.github.plausible4j.admin.model;

import org.jspecify.annotations.Nullable;

/** A stack's database could not be reached through its cluster; the message has the remedy. */
public final class ClusterAccessException extends AdminException {
  private static final long serialVersionUID = 1L;

  public ClusterAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
