package io.github.plausible4j.admin.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.migration.ComposeControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a compose project. */
class ComposeSourceTest {
  private static final String KEY = "key-in-a-file-" + "0".repeat(64);
  @TempDir Path directory;

  private ComposeSource read(String plausible) throws IOException {
    Files.writeString(
        directory.resolve("compose.yml"),
        """
        services:
          plausible_db: {image: "postgres:16-alpine"}
          plausible_events_db: {image: "clickhouse/clickhouse-server:24.12-alpine"}
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
        """
            + plausible.indent(4));
    return ComposeSource.read(directory, ComposeControl.program(List.of("docker"), directory));
  }

  @Test
  void aFileThatPlausibleReadsComesBeforeTheEnvironment() throws IOException {
    Files.writeString(directory.resolve("key"), KEY + "\n");

    ComposeSource source =
        read(
            """
            environment: {SECRET_KEY_BASE: another, TOTP_VAULT_KEY: ' vault '}
            volumes: ['./key:/run/secrets/SECRET_KEY_BASE:ro']
            """);

    assertThat(source.key("SECRET_KEY_BASE")).map(SecretValue::reveal).contains(KEY);
    assertThat(source.key("TOTP_VAULT_KEY")).map(SecretValue::reveal).contains("vault");
  }

  @Test
  void aMissingFileLeavesTheKeyOfTheEnvironment() throws IOException {
    ComposeSource source =
        read(
            """
            environment: {SECRET_KEY_BASE: another}
            volumes: ['./gone:/run/secrets/SECRET_KEY_BASE:ro']
            """);

    assertThat(source.key("SECRET_KEY_BASE")).map(SecretValue::reveal).contains("another");
  }
}
