package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cluster was found to offer to a stack before anything is applied.
 *
 * @param findings in the order in which they were looked at
 */
public record Preflight(List<PreflightFinding> findings) {

  public Preflight {
    findings = List.copyOf(findings);
  }

  /** Whether nothing prevents an apply. */
  public boolean passed() {
    return errors().isEmpty();
  }

  /** The findings that stand in the way. */
  public List<PreflightFinding> errors() {
    return at(PreflightFinding.Level.ERROR);
  }

  /** The findings that may surprise later. */
  public List<PreflightFinding> warnings() {
    return at(PreflightFinding.Level.WARNING);
  }

  private List<PreflightFinding> at(PreflightFinding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).toList();
  }

  /** One finding a line, the remedy below it. */
  @Override
  public String toString() {
    return findings.stream()
        .map(PreflightFinding::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
