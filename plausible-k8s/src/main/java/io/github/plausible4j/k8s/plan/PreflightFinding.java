package io.github.plausible4j.k8s.plan;

import java.util.Objects;

/**
 * One thing that was looked at before a stack is applied.
 *
 * @param level whether it prevents an apply
 * @param subject what was looked at, for instance {@code node pi-4} or {@code StorageClass fast}
 * @param message what was found
 * @param remedy what to do about it; empty where nothing is to be done
 */
public record PreflightFinding(Level level, String subject, String message, String remedy) {

  /** How much a finding matters. Declared from harmless to blocking. */
  public enum Level {
    /** As it should be. */
    OK,
    /** The stack can be applied, but the finding may surprise later. */
    WARNING,
    /** The stack cannot work like this; apply refuses. */
    ERROR
  }

  public PreflightFinding {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** A finding that is as it should be. */
  public static PreflightFinding ok(String subject, String message) {
    return new PreflightFinding(Level.OK, subject, message, "");
  }

  /** A finding that does not stand in the way, with what to do about it. */
  public static PreflightFinding warning(String subject, String message, String remedy) {
    return new PreflightFinding(Level.WARNING, subject, message, remedy);
  }

  /** A finding that prevents an apply, with what to do about it. */
  public static PreflightFinding error(String subject, String message, String remedy) {
    return new PreflightFinding(Level.ERROR, subject, message, remedy);
  }

  @Override
  public String toString() {
    String text = level + "  " + subject + ": " + message;
    return remedy.isEmpty() ? text : text + System.lineSeparator() + "    remedy: " + remedy;
  }
}
