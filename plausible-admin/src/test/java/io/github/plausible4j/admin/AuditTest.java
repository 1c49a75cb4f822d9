package io.github.plausible4j.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is put on record, as a program of its own so that the whole of its output is seen. */
class AuditTest {
  /** Runs in the other process. */
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(arguments[0]);
      PlausibleAdmin admin =
          PlausibleAdmin.connect(database)
              .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));
      admin.users().verifyEmail("me@example.org\nforged line");
      admin.users().verifyEmail("me@example.org");
      admin.users().resetPassword("me@example.org", OperationRows.goodPassword());
      admin.preview().sites().delete("blog.example.com");
      admin.apiKeys().register("me@example.org", "vault", SecretValue.of("Ab3-_xYz".repeat(8)));
      admin.pluginTokens().mint("blog.example.com", "wordpress");
      try {
        admin.users().delete("me@example.org");
      } catch (RefusedException expected) {
        // On record all the same.
      }
    }
  }

  @Test
  void eachWriteIsOneLineWithoutASecret() throws Exception {
    TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);

    List<String> lines = run(database).lines().toList();

    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("users.verifyEmail \"me@example.org?forged line\" NOT_FOUND []"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "users.verifyEmail \"me@example.org\" CHANGED [email address verified]"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "sites.delete \"blog.example.com\" preview CHANGED [site deleted with"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "users.delete \"me@example.org\" refused or failed: 1 of the user's teams"
                            + " would"));
    assertThat(lines).hasSize(7);
    String everything = String.join("\n", lines);
    assertThat(everything)
        .doesNotContain(new String(OperationRows.goodPassword()))
        .doesNotContain("Ab3-_xYz")
        .doesNotContain(SampleData.SECRET_KEY_BASE)
        .doesNotContain("plausible-plugin-selfhost-")
        .doesNotContain("$2b$");
  }

  private static String run(TestDatabase database) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                database.value(
                    "SELECT 'jdbc:postgresql://127.0.0.1:' || current_setting('port') || '/'"
                        + " || current_database() || '?user=postgres'"))
            .redirectErrorStream(true)
            .start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      process.getInputStream().transferTo(output);
      assertThat(process.waitFor()).as(output.toString(UTF_8)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return output.toString(UTF_8);
  }
}
