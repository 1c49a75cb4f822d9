package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.SchemaInfo;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaInfoTest {
  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void theGenerationsAreDistinguished(SchemaGeneration generation) {
    SchemaInfo schema = admin(TestDatabase.of(PostgresMajor.V17, generation)).schema();

    assertThat(schema.generation()).isEqualTo(generation);
    assertThat(schema.differences()).isEmpty();
    assertThat(schema.serverVersion()).startsWith("17.");
    assertThat(schema.newestMigration()).isPresent();
    assertThat(schema)
        .hasToString(
            "schema "
                + generation
                + ", migration "
                + schema.newestMigration().orElseThrow()
                + ", PostgreSQL "
                + schema.serverVersion());
  }

  @Test
  void aNewerMigrationIsRefusedForWritingUnlessAllowed() {
    TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
    database.run("INSERT INTO schema_migrations VALUES (20991231000000, now())");
    PlausibleAdmin admin = admin(database);

    assertThat(admin.schema().generation()).isEqualTo(SchemaGeneration.UNKNOWN);
    assertThat(admin.schema().nearest()).isEqualTo(SchemaGeneration.RELEASE_3);
    assertThat(admin.users().list()).hasSize(2);
    assertThatThrownBy(() -> admin.users().verifyEmail("me@example.org"))
        .isInstanceOf(UnsupportedSchemaException.class)
        .hasMessageContaining(
            "migrations newer than 20260210140447, the newest known:" + " [20991231000000]")
        .hasMessageContaining("allowingUnknownSchema()");
    assertThat(admin.allowingUnknownSchema().users().verifyEmail("me@example.org"))
        .isEqualTo(Verification.VERIFIED);
  }

  @Test
  void whatDiffersIsNamedColumnByColumn() {
    TestDatabase database = TestDatabase.of(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
    database.run(
        "ALTER TABLE users RENAME COLUMN password_hash TO secret_hash;"
            + "ALTER TABLE sites ADD COLUMN region text NOT NULL;"
            + "DROP TABLE shared_links");

    assertThat(admin(database).schema().differences())
        .containsExactlyInAnyOrder(
            "column users.password_hash is missing",
            "column sites.region must be filled but is not known",
            "table shared_links is missing");
  }

  @Test
  void aMigrationHalfwayToTeamsIsRefused() {
    TestDatabase database = TestDatabase.of(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
    database.run("DELETE FROM schema_migrations WHERE version > 20240924115329");

    assertThat(admin(database).schema().differences())
        .singleElement()
        .asString()
        .contains("finish the migration of Plausible");
  }

  @Test
  void anotherApplicationsDatabaseIsNotTakenForPlausible() {
    TestDatabase database = TestDatabase.of(PostgresMajor.V18.database("postgres"));

    SchemaInfo schema = admin(database).schema();

    assertThat(schema.generation()).isEqualTo(SchemaGeneration.UNKNOWN);
    assertThat(schema.differences().get(0)).endsWith("is this Plausible's database?");
    assertThatThrownBy(() -> admin(database).users().verifyAllEmails())
        .isInstanceOf(UnsupportedSchemaException.class);
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBe() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/plausible_db?connectTimeout=2");

    assertThatThrownBy(() -> PlausibleAdmin.connect(nowhere).schema())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("schema failed in the database: Connection to 127.0.0.1:1 refused");
  }

  private static PlausibleAdmin admin(TestDatabase database) {
    return PlausibleAdmin.connect(database.dataSource());
  }
}
