package io.github.plausible4j.k8s.plan;

import java.util.Objects;

/**
 * The result of one check before a stack is applied.
 *
 * @param level whether the finding prevents an apply
 * @param subject what was checked, for instance {@code node pi-4} or {@code StorageClass fast}
 * @param message what was found
 * @param remedy how to fix it; empty if nothing has to be done
 */
public record PreflightFinding(Level level, String subject, String message, String remedy) {

  /** The severity of a finding, from harmless to blocking. */
  public enum Level {
    /** Nothing is wrong. */
    OK,
    /** The stack can be applied, but the finding can cause trouble later. */
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

  /** Creates a finding without a problem. */
  public static PreflightFinding ok(String subject, String message) {
    return new PreflightFinding(Level.OK, subject, message, "");
  }

  /** Creates a finding that does not prevent an apply, with its remedy. */
  public static PreflightFinding warning(String subject, String message, String remedy) {
    return new PreflightFinding(Level.WARNING, subject, message, remedy);
  }

  /** Creates a finding that prevents an apply, with its remedy. */
  public static PreflightFinding error(String subject, String message, String remedy) {
    return new PreflightFinding(Level.ERROR, subject, message, remedy);
  }

  @Override
  public String toString() {
    String text = level + "  " + subject + ": " + message;
    return remedy.isEmpty() ? text : text + System.lineSeparator() + "    remedy: " + remedy;
  }
}
