package io.github.plausible4j.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** A library is silent: standard output belongs to programs. */
public final class Console {
  private static final Set<String> STREAMS = Set.of("out", "err");

  private Console() {}

  /** Samples, classes with a main method, and listeners that were made for the console. */
  public static DescribedPredicate<JavaClass> belongsToPrograms() {
    return DescribedPredicate.describe(
        "belong to programs",
        type ->
            Modules.moduleOf(type).equals("samples")
                || type.tryGetMethod("main", String[].class).isPresent()
                || type.getSimpleName().startsWith("Console"));
  }

  /** Neither System.out nor System.err is touched. */
  public static ArchCondition<JavaClass> notBeWrittenTo() {
    return new ArchCondition<>("not use the console") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getFieldAccessesFromSelf().stream()
            .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
            .filter(access -> STREAMS.contains(access.getTarget().getName()))
            .forEach(
                access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
      }
    };
  }
}
