package io.github.plausible4j.admin;

import io.github.plausible4j.admin.model.AdminResult;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of the table of operations.
 *
 * @param name of the operation, and after a space what this row does with it
 * @param run the operation on the test's world, where it has something to change
 * @param effect a condition in SQL that holds after it and not before
 * @param repeated what a second run says; CHANGED stands for a refusal with a reason
 * @param unsupported the generations that lack what it needs
 * @param preparation statements that make the state it is for; empty for the sample data
 */
record OperationRow(
    String name,
    Function<PlausibleAdmin, AdminResult> run,
    Function<SchemaGeneration, String> effect,
    ChangeOutcome repeated,
    Set<SchemaGeneration> unsupported,
    Function<SchemaGeneration, String> preparation) {

  static OperationRow of(
      String name,
      ChangeOutcome repeated,
      String effect,
      Function<PlausibleAdmin, AdminResult> run,
      SchemaGeneration... unsupported) {
    return of(name, repeated, generation -> effect, run, unsupported);
  }

  static OperationRow of(
      String name,
      ChangeOutcome repeated,
      Function<SchemaGeneration, String> effect,
      Function<PlausibleAdmin, AdminResult> run,
      SchemaGeneration... unsupported) {
    Set<SchemaGeneration> lacking = EnumSet.noneOf(SchemaGeneration.class);
    lacking.addAll(Set.of(unsupported));
    return new OperationRow(name, run, effect, repeated, lacking, generation -> "");
  }

  /** The same on another state than the sample data alone, in these generations, or in all. */
  OperationRow after(String statements, SchemaGeneration... generations) {
    Set<SchemaGeneration> prepared = Set.of(generations);
    return after(
        generation -> prepared.isEmpty() || prepared.contains(generation) ? statements : "");
  }

  OperationRow after(Function<SchemaGeneration, String> statements) {
    return new OperationRow(name, run, effect, repeated, unsupported, statements);
  }

  TestDatabase database(PostgresMajor major, SchemaGeneration generation) {
    TestDatabase database = SampleData.in(major, generation);
    String statements = preparation.apply(generation);
    if (!statements.isEmpty()) {
      database.run(statements);
    }
    return database;
  }

  boolean happenedIn(TestDatabase database, SchemaGeneration generation) {
    return database.holds(effect.apply(generation));
  }

  /** The operation's own name, without what this row does with it. */
  String method() {
    return name.replaceFirst(" .*", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
