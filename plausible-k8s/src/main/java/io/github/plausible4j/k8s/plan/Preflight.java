package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of the checks of a cluster before a stack is applied.
 *
 * @param findings the findings, in the order of the checks
 */
public record Preflight(List<PreflightFinding> findings) {

  public Preflight {
    findings = List.copyOf(findings);
  }

  /** Whether nothing prevents an apply. */
  public boolean passed() {
    return errors().isEmpty();
  }

  /** The findings that prevent an apply. */
  public List<PreflightFinding> errors() {
    return at(PreflightFinding.Level.ERROR);
  }

  /** The findings that can cause trouble later. */
  public List<PreflightFinding> warnings() {
    return at(PreflightFinding.Level.WARNING);
  }

  private List<PreflightFinding> at(PreflightFinding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).toList();
  }

  /** One line for each finding, with the remedy below it. */
  @Override
  public String toString() {
    return findings.stream()
        .map(PreflightFinding::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
