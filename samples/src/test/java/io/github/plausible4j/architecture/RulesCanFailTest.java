package io.github.plausible4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import io.github.plausible4j.Plausible;
import io.github.plausible4j.PlausibleException;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A rule that finds nothing must be able to find something. */
class RulesCanFailTest {
  @Test
  void anInternalTypeInsideAListOfAPublicMethodIsFound() {
    assertThat(violations(Leak.class, Internals.showOnlyApi()))
        .singleElement()
        .asString()
        .contains("Leak.all()", Transport.class.getName());
  }

  @Test
  void printingIsFound() {
    assertThat(violations(Printer.class, Console.notBeWrittenTo())).hasSize(1);
  }

  @Test
  void everyWayIntoTheCommonPoolIsFoundAndAnOwnExecutorIsNot() {
    assertThat(violations(Pooled.class, CommonPool.notBeUsed()))
        .hasSize(4)
        .noneMatch(line -> line.contains("owned"));
  }

  @Test
  void anArrowThatPointsUpIsFound() {
    String low = HttpResponse.class.getPackageName();
    String high = PlausibleException.class.getPackageName();
    assertThat(violations(Plausible.class, PackageOrder.isKept(List.of(List.of(high, low)))))
        .isEmpty();
    assertThat(violations(Plausible.class, PackageOrder.isKept(List.of(List.of(low, high)))))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("up: "));
  }

  @Test
  void aPackageWithoutAPlaceIsFound() {
    assertThat(violations(Leak.class, PackageOrder.isKept()))
        .singleElement()
        .asString()
        .contains("has no place in PackageOrder");
  }

  @Test
  void aPackageWithTooManyFilesIsFound() {
    JavaClasses two = new ClassFileImporter().importClasses(Transport.class, HttpResponse.class);
    assertThat(PackageSize.tooLarge(two, 1)).containsEntry(Transport.class.getPackageName(), 2L);
    assertThat(PackageSize.tooLarge(two, 2)).isEmpty();
  }

  @Test
  void anExportedTypeThatIsMarkedInternalIsFound() {
    assertThat(violations(Transport.class, Internals.notSayForInternalUseOnly())).hasSize(1);
  }

  private static List<String> violations(Class<?> type, ArchCondition<JavaClass> condition) {
    JavaClasses imported = new ClassFileImporter().importClasses(type, Transport.class);
    return classes()
        .that()
        .belongToAnyOf(type)
        .should(condition)
        .evaluate(imported)
        .getFailureReport()
        .getDetails();
  }

  @SuppressWarnings("unused") // read as a class file
  public abstract static class Leak {
    public abstract List<Transport> all();

    abstract Transport hidden();
  }

  @SuppressWarnings("unused") // read as a class file
  static final class Printer {
    static void print() {
      System.out.println("seen");
    }
  }

  @SuppressWarnings({"unused", "FutureReturnValueIgnored"}) // read as a class file
  static final class Pooled {
    static void used(CompletableFuture<String> future, Supplier<String> work) {
      CompletableFuture.supplyAsync(work);
      future.thenRunAsync(() -> {});
      List.of(1).parallelStream().close();
      List.of(1).stream().parallel().close();
    }

    static void owned(CompletableFuture<String> future, Executor own) {
      future.thenRunAsync(() -> {}, own);
    }
  }
}
