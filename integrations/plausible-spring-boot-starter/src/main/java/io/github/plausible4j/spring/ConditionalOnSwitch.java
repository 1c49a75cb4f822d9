package io.github.plausible4j.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Creates beans if a boolean property is on, as Spring's Binder reads it.
 * {@code @ConditionalOnProperty} treats every text except {@code false} as on, so it would not
 * agree with {@link PlausibleProperties} about {@code no}, {@code off} and {@code 0}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnSwitch.class)
@interface ConditionalOnSwitch {
  /** The names of the property; the first one that is set decides. */
  String[] value();

  /** The value if none of them is set. */
  boolean byDefault() default false;
}
