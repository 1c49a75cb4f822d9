package io.github.plausible4j.k8s.internal.variable;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable of Plausible. For internal use only.
 *
 * @param name such as LOG_LEVEL
 * @param kind what values it takes
 * @param words the values that it takes, where they are listed
 * @param secret whether its value must never be shown
 * @param role who sets it in a stack
 * @param owner of a variable of the stack: the builder method that sets it; of one that is reserved
 *     or ignored: why
 * @param readers the programs that read it
 * @param since the first release that reads it
 * @param until the first release that does not read it any more; null where the newest reads it
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

  /** What values a variable takes. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** True or false, in the words that the release knows. */
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
    /** A method of the builder. */
    STACK,
    /** The way the pods are built. */
    RESERVED,
    /** The caller, by its name. */
    SETTING,
    /** Nobody, because it has no effect in the edition that is run here. */
    IGNORED
  }

  /** The programs that read a variable. */
  public enum Readers {
    /** Plausible, and the Jobs that migrate and make the first user. */
    ALL,
    /** Plausible alone: the Jobs run before anybody could fill its volume. */
    APPLICATION
  }

  /** Whether a release reads it. */
  public boolean isReadBy(PlausibleVersion version) {
    return version.compareTo(since) >= 0 && (until == null || version.compareTo(until) < 0);
  }

  /** A line for people; it has no value in it. */
  @Override
  public String toString() {
    return name + " (" + role.name().toLowerCase(Locale.ROOT) + (secret ? ", secret" : "") + ")";
  }
}
