package io.github.plausible4j.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot print the problem of a property instead of a stack trace. */
final class InvalidPlausiblePropertiesAnalyzer
    extends AbstractFailureAnalyzer<InvalidPlausiblePropertiesException> {
  @Override
  protected FailureAnalysis analyze(
      Throwable rootFailure, InvalidPlausiblePropertiesException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
