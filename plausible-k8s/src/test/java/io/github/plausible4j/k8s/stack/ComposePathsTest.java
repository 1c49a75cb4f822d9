package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the relative paths of several compose files begin. */
class ComposePathsTest {
  private static final String CE = "ghcr.io/plausible/community-edition:v3.2.1";

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    write("keys.env", "SECRET_KEY_BASE=" + Stacks.KEY_BASE + "\n");
    write("kept/SECRET_KEY_BASE", Stacks.KEY_BASE);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertThatTheKeyIsRead() {
    ComposeImport read = PlausibleStack.fromCompose(directory);
    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("BASE_URL", "SECRET_KEY_BASE");
  }

  @Test
  void thoseOfAnOverrideBeginWhereTheFirstFileIs() throws IOException {
    write(".env", "COMPOSE_FILE=compose.yml:deploy/production.yml\n");
    write("compose.yml", "services: {plausible: {image: '" + CE + "'}}\n");
    write(
        "deploy/production.yml",
        """
        services:
          plausible:
            env_file: ./keys.env
            environment: {BASE_URL: 'https://stats.example.org'}
        """);

    assertThatTheKeyIsRead();
  }

  @Test
  void thoseOfAnExtendedFileBeginWhereThatFileIs() throws IOException {
    write("base/kept/SECRET_KEY_BASE", Stacks.KEY_BASE);
    write(
        "base/common.yml",
        "services: {web: {image: '" + CE + "', volumes: ['./kept:/run/secrets:ro']}}\n");
    write(
        "compose.yml",
        """
        services:
          plausible:
            extends: {file: base/common.yml, service: web}
            environment: {BASE_URL: 'https://stats.example.org'}
        """);
    Files.delete(directory.resolve("kept/SECRET_KEY_BASE"));

    assertThatTheKeyIsRead();
  }

  @Test
  void aMountOfAnOverrideReplacesTheOneAtItsPlace() throws IOException {
    write("old/SECRET_KEY_BASE", "of another installation".repeat(4));
    write("old/MAXMIND_LICENSE_KEY", "old");
    write(
        "compose.yml",
        "services: {plausible: {image: '"
            + CE
            + "', volumes: ['./old:/run/secrets'], environment: {BASE_URL:"
            + " 'https://stats.example.org'}}}\n");
    write(
        "compose.override.yml",
        "services: {plausible: {volumes: [{type: bind, source: kept, target: /run/secrets}]}}\n");

    assertThatTheKeyIsRead();
    assertThat(PlausibleStack.fromCompose(directory).toString())
        .doesNotContain("MAXMIND_LICENSE_KEY");
  }
}
