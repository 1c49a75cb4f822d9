package io.github.plausible4j.k8s.internal.variable;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable of Plausible. For internal use only.
 *
 * @param name the name, such as LOG_LEVEL
 * @param kind the kind of its values
 * @param words the allowed values of {@link Kind#WORD}; otherwise empty
 * @param secret whether its value must never be shown
 * @param role who sets it in a stack
 * @param owner for {@link Role#STACK}, the builder method that sets it; for {@link Role#RESERVED}
 *     and {@link Role#IGNORED}, the reason
 * @param readers the programs that read it
 * @param since the first release that reads it
 * @param until the first release that no longer reads it; null if the newest release reads it
 */
public record Variable(
    String name,
    Kind kind,
    List<String> words,
    boolean secret,
    Role role,
    String owner,
    Readers readers,
    PlausibleVersion since,
    @Nullable PlausibleVersion until) {

  /** The kind of a variable's values. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** True or false, in the release's own words. */
    BOOLEAN,
    /** A whole number. */
    NUMBER,
    /** One of a list of words. */
    WORD,
    /** The path of a file in the container. */
    FILE
  }

  /** Who sets a variable in a stack. */
  public enum Role {
    /** A builder method. */
    STACK,
    /** The renderer of the pods; it cannot be set. */
    RESERVED,
    /** The caller, by the variable's name. */
    SETTING,
    /** Nobody, because it has no effect in the Community Edition. */
    IGNORED
  }

  /** The programs that read a variable. */
  public enum Readers {
    /** Plausible, and the Jobs that run migrations and create the first user. */
    ALL,
    /** Plausible only, because the Jobs run before its volume can be filled. */
    APPLICATION
  }

  /** Whether a release reads it. */
  public boolean isReadBy(PlausibleVersion version) {
    return version.compareTo(since) >= 0 && (until == null || version.compareTo(until) < 0);
  }

  /** A short description. It contains no value. */
  @Override
  public String toString() {
    return name + " (" + role.name().toLowerCase(Locale.ROOT) + (secret ? ", secret" : "") + ")";
  }
}
