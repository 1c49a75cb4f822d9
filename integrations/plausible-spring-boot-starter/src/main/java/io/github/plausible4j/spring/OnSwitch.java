package io.github.plausible4j.spring;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The condition of {@link ConditionalOnSwitch}. */
final class OnSwitch extends SpringBootCondition {
  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Map<String, Object> attributes =
        Objects.requireNonNull(
            metadata.getAnnotationAttributes(ConditionalOnSwitch.class.getName()));
    String[] names = (String[]) Objects.requireNonNull(attributes.get("value"));
    Binder binder = Binder.get(context.getEnvironment());
    boolean isOn =
        Stream.of(names)
            // The primitive, as in PlausibleProperties: an empty value is refused by both then.
            .map(name -> binder.bind(name, Bindable.of(boolean.class)))
            .filter(BindResult::isBound)
            .map(BindResult::get)
            .findFirst()
            .orElseGet(() -> Boolean.TRUE.equals(attributes.get("byDefault")));
    return new ConditionOutcome(
        isOn,
        ConditionMessage.forCondition(ConditionalOnSwitch.class)
            .because(String.join(", ", names) + (isOn ? " is on" : " is off")));
  }
}
