package io.github.plausible4j.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Lets beans be if a property is on, as Spring's Binder reads it. {@code @ConditionalOnProperty}
 * takes each text but {@code false} for on, so that it would not agree with {@link
 * PlausibleProperties} about {@code no}, {@code off} and {@code 0}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnSwitch.class)
@interface ConditionalOnSwitch {
  /** The names of the property; the first one that is set decides. */
  String[] value();

  /** What is true if none is set. */
  boolean byDefault() default false;
}
