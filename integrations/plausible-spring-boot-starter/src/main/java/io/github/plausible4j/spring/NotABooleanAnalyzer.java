package io.github.plausible4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/** Explains a switch whose value is not a boolean. Runs before Spring Boot's own analyzers. */
@Order(0)
final class NotABooleanAnalyzer extends AbstractFailureAnalyzer<BindException> {
  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    ConfigurationProperty property = cause.getProperty();
    Class<?> type = cause.getTarget().getType().resolve(Object.class);
    if (property == null
        || !isOurs(cause.getName().toString())
        || ClassUtils.resolvePrimitiveIfNecessary(type) != Boolean.class) {
      return null;
    }
    String place = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    return new FailureAnalysis(
        cause.getName() + " \"" + property.getValue() + "\" is not true or false" + place + ".",
        "Write true or false.",
        cause);
  }

  private static boolean isOurs(String name) {
    return name.startsWith("plausible.") || name.startsWith("management.health.plausible.");
  }
}
