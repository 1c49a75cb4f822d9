package io.github.plausible4j.admin;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.model.AdminResult;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every generation of the schema, on every major of PostgreSQL. */
class OperationTableTest {
  @ParameterizedTest(name = "{0} on {1}, PostgreSQL {2}")
  @MethodSource("supported")
  void anOperationIsPreviewedTakesEffectAndCanBeRepeated(
      OperationRow operation, SchemaGeneration generation, PostgresMajor major) {
    try (TestDatabase database = operation.database(major, generation)) {
      assertEffectAndRepetition(operation, database, generation);
    }
  }

  @ParameterizedTest(name = "{0} on {1}, PostgreSQL {2}")
  @MethodSource("unsupported")
  void anOperationThatTheSchemaLacksIsRefusedWithAReason(
      OperationRow operation, SchemaGeneration generation, PostgresMajor major) {
    try (TestDatabase database = operation.database(major, generation)) {
      String before = database.content();

      assertThatThrownBy(() -> operation.run().apply(admin(database)))
          .isInstanceOf(UnsupportedSchemaException.class)
          .hasMessageStartingWith(
              operation.method() + " is not possible on schema " + generation + ": ");
      assertThat(database.content()).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "{0} on {1}, PostgreSQL {2}")
  @MethodSource("supported")
  void ofTwoAdministratorsAtOnceOneChangesAndOneFindsItDone(
      OperationRow operation, SchemaGeneration generation, PostgresMajor major) throws Exception {
    try (TestDatabase database = operation.database(major, generation)) {
      assertOneChanges(operation, generation, database);
    }
  }

  @Test
  void noOperationThatWritesIsLeftOut() {
    Set<String> written = new TreeSet<>();
    for (Method area : PlausibleAdmin.class.getMethods()) {
      for (Method operation : area.getReturnType().getMethods()) {
        // This table has no ClickHouse; EndedTrafficTest has the operation that waits.
        if (area.getParameterCount() == 0
            && !area.getName().equals("statistics")
            && !operation.getName().equals("deleteEndingTraffic")
            && AdminResult.class.isAssignableFrom(operation.getReturnType())
            && !AdminResult.class.isAssignableFrom(area.getReturnType())) {
          written.add(area.getName() + "." + operation.getName());
        }
      }
    }

    assertThat(OperationRows.all().stream().map(OperationRow::method).collect(toSet()))
        .isEqualTo(written);
  }

  private static void assertOneChanges(
      OperationRow operation, SchemaGeneration generation, TestDatabase database) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<ChangeOutcome> administrator =
        () -> {
          start.await();
          return raced(operation, admin(database));
        };
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<ChangeOutcome>> outcomes = two.invokeAll(List.of(administrator, administrator));
      List<ChangeOutcome> seen = new ArrayList<>();
      for (Future<ChangeOutcome> outcome : outcomes) {
        seen.add(outcome.get());
      }
      ChangeOutcome late =
          operation.repeated() == ChangeOutcome.CHANGED ? null : operation.repeated();
      assertThat(seen).containsExactlyInAnyOrder(ChangeOutcome.CHANGED, late);
    } finally {
      two.shutdownNow();
    }
    assertThat(operation.happenedIn(database, generation)).isTrue();
  }

  static Stream<Arguments> supported() {
    return everywhere((operation, generation) -> !operation.unsupported().contains(generation));
  }

  static Stream<Arguments> unsupported() {
    return everywhere((operation, generation) -> operation.unsupported().contains(generation));
  }

  private static Stream<Arguments> everywhere(
      BiPredicate<OperationRow, SchemaGeneration> included) {
    return Stream.of(PostgresMajor.values())
        .flatMap(
            major ->
                Stream.of(
                        SchemaGeneration.RELEASE_2021,
                        SchemaGeneration.RELEASE_2,
                        SchemaGeneration.RELEASE_3)
                    .flatMap(
                        generation ->
                            OperationRows.all().stream()
                                .filter(operation -> included.test(operation, generation))
                                .map(operation -> arguments(operation, generation, major))));
  }

  private static void assertEffectAndRepetition(
      OperationRow operation, TestDatabase database, SchemaGeneration generation) {
    PlausibleAdmin admin = admin(database);
    String before = database.content();
    assertThat(operation.happenedIn(database, generation)).isFalse();

    AdminResult preview = operation.run().apply(admin.preview());
    assertThat(preview.outcome()).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(preview.changes()).isNotEmpty();
    assertThat(database.content()).as("content after a preview").isEqualTo(before);

    AdminResult result = operation.run().apply(admin);
    assertThat(result.outcome()).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(result.changes()).hasSameSizeAs(preview.changes());
    assertThat(operation.happenedIn(database, generation)).isTrue();

    String after = database.content();
    if (operation.repeated() == ChangeOutcome.CHANGED) {
      assertThatThrownBy(() -> operation.run().apply(admin)).isInstanceOf(RefusedException.class);
    } else {
      assertThat(operation.run().apply(admin).outcome()).isEqualTo(operation.repeated());
    }
    assertThat(database.content()).as("content after a repetition").isEqualTo(after);
  }

  /** Null for a refusal. */
  private static ChangeOutcome raced(OperationRow operation, PlausibleAdmin admin) {
    try {
      return operation.run().apply(admin).outcome();
    } catch (RefusedException refused) {
      return null;
    }
  }

  private static PlausibleAdmin admin(TestDatabase database) {
    // A busy machine may keep one administrator for longer than the other would wait.
    return PlausibleAdmin.on(new Database(database.dataSource(), Duration.ofMinutes(10)))
        .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));
  }
}
