package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.admin.postgres.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every generation of the schema, in full on one major of PostgreSQL. */
class OperationTableTest {
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("supported")
  void anOperationIsPreviewedTakesEffectAndCanBeRepeated(
      OperationRow operation, SchemaGeneration generation) {
    assertEffectAndRepetition(operation, PostgresMajor.V18, generation);
  }

  @ParameterizedTest(name = "{0} on PostgreSQL {1}")
  @MethodSource("otherMajors")
  void everyMajorOfPostgresRunsIt(OperationRow operation, PostgresMajor major) {
    assertEffectAndRepetition(operation, major, SchemaGeneration.RELEASE_3);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("unsupported")
  void anOperationThatTheSchemaLacksIsRefusedWithAReason(
      OperationRow operation, SchemaGeneration generation) {
    try (TestDatabase database = World.in(PostgresMajor.V18, generation)) {
      String before = database.content();

      assertThatThrownBy(() -> operation.run().apply(admin(database)))
          .isInstanceOf(UnsupportedSchemaException.class)
          .hasMessageStartingWith(operation + " is not possible on schema " + generation + ": ");
      assertThat(database.content()).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("supported")
  void ofTwoAdministratorsAtOnceOneChangesAndOneFindsItDone(
      OperationRow operation, SchemaGeneration generation) throws Exception {
    try (TestDatabase database = World.in(PostgresMajor.V18, generation)) {
      assertOneChanges(operation, generation, database);
    }
  }

  private static void assertOneChanges(
      OperationRow operation, SchemaGeneration generation, TestDatabase database) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<Outcome> administrator =
        () -> {
          start.await();
          return raced(operation, admin(database));
        };
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome>> outcomes = two.invokeAll(List.of(administrator, administrator));
      List<Outcome> seen = new ArrayList<>();
      for (Future<Outcome> outcome : outcomes) {
        seen.add(outcome.get());
      }
      Outcome late = operation.repeated() == Outcome.CHANGED ? null : operation.repeated();
      assertThat(seen).containsExactlyInAnyOrder(Outcome.CHANGED, late);
    } finally {
      two.shutdownNow();
    }
    assertThat(operation.happenedIn(database, generation)).isTrue();
  }

  static Stream<Arguments> supported() {
    return generations()
        .flatMap(
            generation ->
                OperationRows.all().stream()
                    .filter(operation -> !operation.unsupported().contains(generation))
                    .map(operation -> arguments(operation, generation)));
  }

  static Stream<Arguments> unsupported() {
    return generations()
        .flatMap(
            generation ->
                OperationRows.all().stream()
                    .filter(operation -> operation.unsupported().contains(generation))
                    .map(operation -> arguments(operation, generation)));
  }

  static Stream<Arguments> otherMajors() {
    return Stream.of(PostgresMajor.V16, PostgresMajor.V17)
        .flatMap(
            major -> OperationRows.all().stream().map(operation -> arguments(operation, major)));
  }

  private static Stream<SchemaGeneration> generations() {
    return Stream.of(
        SchemaGeneration.RELEASE_2021, SchemaGeneration.RELEASE_2, SchemaGeneration.RELEASE_3);
  }

  private static void assertEffectAndRepetition(
      OperationRow operation, PostgresMajor major, SchemaGeneration generation) {
    try (TestDatabase database = World.in(major, generation)) {
      assertEffectAndRepetition(operation, database, generation);
    }
  }

  private static void assertEffectAndRepetition(
      OperationRow operation, TestDatabase database, SchemaGeneration generation) {
    PlausibleAdmin admin = admin(database);
    String before = database.content();
    assertThat(operation.happenedIn(database, generation)).isFalse();

    AdminResult preview = operation.run().apply(admin.preview());
    assertThat(preview.outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(preview.changes()).isNotEmpty();
    assertThat(database.content()).as("content after a preview").isEqualTo(before);

    AdminResult result = operation.run().apply(admin);
    assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(result.changes()).hasSameSizeAs(preview.changes());
    assertThat(operation.happenedIn(database, generation)).isTrue();

    String after = database.content();
    if (operation.repeated() == Outcome.CHANGED) {
      assertThatThrownBy(() -> operation.run().apply(admin)).isInstanceOf(RefusedException.class);
    } else {
      assertThat(operation.run().apply(admin).outcome()).isEqualTo(operation.repeated());
    }
    assertThat(database.content()).as("content after a repetition").isEqualTo(after);
  }

  /** Null for a refusal. */
  private static Outcome raced(OperationRow operation, PlausibleAdmin admin) {
    try {
      return operation.run().apply(admin).outcome();
    } catch (RefusedException refused) {
      return null;
    }
  }

  private static PlausibleAdmin admin(TestDatabase database) {
    return PlausibleAdmin.connect(database.dataSource())
        .withSecretKeyBase(Secret.of(World.SECRET_KEY_BASE));
  }
}
