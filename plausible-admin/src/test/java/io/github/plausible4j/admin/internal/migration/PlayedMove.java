package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.ComposeMigration;
import io.github.plausible4j.admin.internal.rotation.LoopbackClickHouse;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A compose project and a fake cluster that it moves into, on real PostgreSQL servers. */
abstract class PlayedMove {
  static final String RELEASE_3 = "ghcr.io/plausible/community-edition:v3.2.1";

  @TempDir Path directory;
  TestCluster cluster;
  ServerPrograms pods;
  LoopbackClickHouse events;

  /** Those of the test class, which others do not stop. */
  abstract MoveServers servers();

  @BeforeEach
  void connect() throws IOException {
    cluster = TestCluster.fake();
    pods = new ServerPrograms(directory.resolve("pods"), servers().inside().getPort());
    var commands = cluster.server().orElseThrow().commands();
    commands.serve("postgres", pods.directory());
    commands.serve("clickhouse", pods.directory());
    events = LoopbackClickHouse.empty();
    events.migrate("keeper", "s3cret-of-events");
    cluster.server().orElseThrow().portForwards().serve(8123, events.port());
  }

  /** The server knows the login of the stack's Secret, as its pod reads it. */
  private void letIn(PlausibleStack stack) {
    events.before(
        () ->
            new SecretVersions(cluster.client(), stack)
                .read(SecretRole.CLICKHOUSE, "v1")
                .flatMap(values -> values.reveal("password"))
                .ifPresent(password -> events.setPassword("plausible", password)));
  }

  @AfterEach
  void disconnect() {
    cluster.close();
    events.close();
  }

  PlayedCompose compose(String image) throws Exception {
    return new PlayedCompose(directory.resolve("compose"), servers().outside(), image);
  }

  PlausibleStack.Builder stack(PlayedCompose compose) {
    return PlausibleStack.fromCompose(compose.project()).toBuilder()
        .namespace(cluster.namespace())
        .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
        .exposure(ExposureSpec.ingress());
  }

  ComposeMigration migration(PlayedCompose compose, PlausibleStack stack) {
    letIn(stack);
    return ComposeMigration.of(
            cluster.client(), compose.project(), stack, directory.resolve("move"))
        .withControl(compose.control())
        .withProvisioner(
            StackProvisioner.builder(cluster.client())
                .takeOver(SecretVersions.FIELD_MANAGER)
                .deadline(Duration.ofMinutes(10))
                .preflight(false)
                .build());
  }
}
