package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.BackupSet;
import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.HostResult;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in a pod, over the protocol of the API server. */
class PodHostTest {
  @TempDir Path directory;

  private ExecServer server;
  private KubernetesClient client;
  private DatabaseHost pod;

  @BeforeEach
  void start() throws IOException {
    server = new ExecServer();
    client = server.client();
    pod = DatabaseHost.pod(client, "ns", "db-0", "db");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void outputErrorsAndExitCodeArrive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    HostResult result =
        pod.run(
            HostCommand.of("sh", "-c", "echo out; echo wrong >&2; exit 7"),
            InputStream.nullInputStream(),
            out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
    assertThat(result).isEqualTo(new HostResult(7, "wrong"));
  }

  @Test
  void aSecretArrivesInTheEnvironmentAndInNoArgument() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HostCommand command =
        HostCommand.of("sh", "-c", "head -c 5; printf %s \"$PGPASSWORD\"; echo \"$PGPASSWORD\" >&2")
            .with(Map.of("PGPASSWORD", SecretValue.of("it's $ecret")));

    HostResult result =
        pod.run(command, new ByteArrayInputStream("12345".getBytes(StandardCharsets.UTF_8)), out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("12345it's $ecret");
    assertThat(result.errors()).isEqualTo("***");
    assertThat(server.arguments).noneMatch(argument -> argument.contains("$ecret"));
  }

  @Test
  void aConnectionThatIsCutIsAnErrorAndNoEnd() {
    server.cutAfter = 100_000;

    assertThatThrownBy(
            () ->
                pod.run(
                    HostCommand.of("head", "-c", "1000000", "/dev/zero"),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("head in pod db-0 ended early");
  }

  @Test
  void aBackupGoesThroughThePodAndBack() throws IOException, SQLException {
    BackupServer.assumePrograms();
    try (BackupServer postgres = BackupServer.start(15)) {
      String saved = postgres.filledDatabase();
      String restored = postgres.emptyDatabase();

      BackupSet backup =
          BackupSet.create(
              postgres.source(pod, saved), directory.resolve("b"), BackupListener.none());
      assertThat(backup.verify(pod)).isEmpty();
      backup.restore(postgres.source(pod, restored), BackupListener.none());

      assertThat(postgres.admin(restored).content()).isEqualTo(postgres.admin(saved).content());
      server.cutAfter = 20_000;
      assertThatThrownBy(
              () ->
                  BackupSet.create(
                      postgres.source(pod, saved), directory.resolve("c"), BackupListener.none()))
          .hasMessageContaining("is not finished");
      assertThatThrownBy(() -> BackupSet.open(directory.resolve("c")))
          .hasMessageContaining("did not finish");
    }
  }
}
