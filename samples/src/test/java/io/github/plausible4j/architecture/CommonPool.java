package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.BaseStream;

/** The common pool is the application's: what blocks in it stops the application. */
public final class CommonPool {
  private CommonPool() {}

  /** No asynchronous stage without an executor, no parallel stream, no task for the pool itself. */
  public static ArchCondition<JavaClass> notBeUsed() {
    return new ArchCondition<>("not run anything in the common pool") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(CommonPool::isUse)
            .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
      }
    };
  }

  private static boolean isUse(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
      return false;
    }
    JavaClass owner = target.getOwner();
    String name = target.getName();
    if (owner.isAssignableTo(CompletionStage.class)
        || owner.isEquivalentTo(CompletableFuture.class)) {
      return name.endsWith("Async") && !takesExecutor(target);
    }
    return (owner.isEquivalentTo(ForkJoinPool.class) && name.equals("commonPool"))
        || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"))
        || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"));
  }

  private static boolean takesExecutor(AccessTarget.CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Executor.class));
  }
}
