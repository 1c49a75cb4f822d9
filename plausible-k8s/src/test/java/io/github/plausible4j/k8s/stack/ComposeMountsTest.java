package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that a container sees as files, and a compose file that is named itself. */
class ComposeMountsTest {
  @TempDir Path directory;

  @BeforeEach
  void keyInAFile() throws IOException {
    Path kept = Files.createDirectories(directory.resolve("kept"));
    Files.writeString(kept.resolve("SECRET_KEY_BASE"), Stacks.KEY_BASE + "\n");
    Files.writeString(kept.resolve("plausible.key"), Stacks.KEY_BASE);
  }

  private Path compose(String name, String body) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
        """
            + body.indent(4));
  }

  private ComposeImport read(String body) throws IOException {
    Path unused = compose("compose.yml", body);
    return PlausibleStack.fromCompose(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volumes: ['./kept:/run/secrets']",
        "volumes: ['./kept/:/run/secrets/:ro']",
        "volumes: ['./kept/SECRET_KEY_BASE:/run/secrets/SECRET_KEY_BASE:ro']",
        "volumes: ['./kept/plausible.key:/run/secrets/SECRET_KEY_BASE']",
        "volumes: ['./kept:/run/secrets:ro,z']",
        "volumes: ['${KEYS:-./kept}:/run/secrets']",
        "volumes: [{type: bind, source: kept, target: /run/secrets}]",
        "volumes: [{type: bind, source: ./kept, target: /run/secrets, read_only: true}]",
      })
  void aKeyThatAVolumeMountsIsNotGeneratedAgain(String volumes) throws IOException {
    ComposeImport read =
        read("environment: {BASE_URL: 'https://stats.example.org'}\n" + volumes + "\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE");
    assertThat(read.toString()).doesNotContain(Stacks.KEY_BASE).doesNotContain("is generated");
  }

  @Test
  void aDirectoryOfOnesOwnIsReadWhereConfigDirNamesIt() throws IOException {
    ComposeImport read =
        read(
            """
            environment: {BASE_URL: 'https://stats.example.org', CONFIG_DIR: /etc/plausible}
            volumes: ['./kept:/etc/plausible']
            """);

    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE");
  }

  @Test
  void aVariableThatNamesAMountedFileHasItsContent() throws IOException {
    ComposeImport read =
        read(
            """
            environment: {BASE_URL: 'https://stats.example.org', SECRET_KEY_BASE_FILE: /keys/p}
            volumes: ['./kept/plausible.key:/keys/p']
            """);

    assertThat(read.problems()).isEmpty();
    assertThat(read.used()).extracting(Item::name).contains("SECRET_KEY_BASE");
  }

  @Test
  void aMountedKeyThatIsNotThereIsAProblem() throws IOException {
    ComposeImport read =
        read(
            """
            environment: {BASE_URL: 'https://stats.example.org'}
            volumes: ['/elsewhere/key:/run/secrets/SECRET_KEY_BASE']
            """);

    assertThat(read.problems()).extracting(Problem::field).containsExactly("SECRET_KEY_BASE");
    assertThat(read.toString()).doesNotContain("is generated");
  }

  @ParameterizedTest
  @CsvSource({"KEY,true", "${NAME},true", "OF_THE_SHELL,false"})
  void aSecretFromAVariableIsReadIfAFileHasTheVariable(String variable, boolean isRead)
      throws IOException {
    Files.writeString(directory.resolve(".env"), "NAME=KEY\nKEY=" + Stacks.KEY_BASE + "\n");
    Files.writeString(
        directory.resolve("compose.yml"),
        """
        services:
          plausible:
            image: ghcr.io/plausible/community-edition:v3.2.1
            environment: {BASE_URL: 'https://stats.example.org'}
            secrets: [{source: key, target: SECRET_KEY_BASE}]
        secrets: {key: {environment: "%s"}}
        """
            .formatted(variable));

    ComposeImport read = PlausibleStack.fromCompose(directory);

    assertThat(read.problems())
        .extracting(Problem::field)
        .isEqualTo(isRead ? List.of() : List.of("SECRET_KEY_BASE"));
    assertThat(read.toString()).doesNotContain(Stacks.KEY_BASE).doesNotContain("is generated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stack.yml", "docker-compose.prod.YAML"})
  void oneComposeFileIsReadWithTheVariablesBesideIt(String name) throws IOException {
    Files.writeString(directory.resolve(".env"), "HOST=stats.example.org\n");
    Path unused = compose("compose.yml", "environment: {BASE_URL: 'https://other.example.org'}\n");
    Path file =
        compose(
            name,
            "environment: {BASE_URL: 'https://${HOST}', SECRET_KEY_BASE: '"
                + Stacks.KEY_BASE
                + "'}\n");

    ComposeImport read = PlausibleStack.fromCompose(file);

    assertThat(read.problems()).isEmpty();
    assertThat(read.toBuilder().build().baseUrl()).isEqualTo("https://stats.example.org");
  }
}
