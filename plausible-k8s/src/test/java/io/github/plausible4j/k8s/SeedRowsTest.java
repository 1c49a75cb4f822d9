package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.github.plausible4j.k8s.internal.render.Checksums;
import io.github.plausible4j.k8s.internal.render.DatabaseAddresses;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.Registration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each system and trick of the original story that is rendered; docs/seed.md lists them all. */
class SeedRowsTest {
  private final Rendered board = Rendered.of(Stacks.raspberryPi());
  private final Rendered story = Rendered.of(Stacks.golden().get("original-story"));

  @Test
  void row1PlausibleIsTheOfficialImageWithItsOwnUserAndAPlaceToWrite() {
    PodSpec pod = board.pod(StackComponent.PLAUSIBLE);
    Container container = board.container(StackComponent.PLAUSIBLE);
    assertThat(container.getImage()).isEqualTo("ghcr.io/plausible/community-edition:v3.2.1");
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(999);
    assertThat(container.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/var/lib/plausible");
    assertThat(container.getEnv()).contains(new EnvVar("TMPDIR", "/var/lib/plausible/tmp", null));
  }

  @Test
  void row2MigrationsRunInAJobNamedByWhatItRunsAndNothingSleepsBeforeIt() {
    Job job = job(board, "plausible-migrate-");
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(0).getCommand().get(2))
        .isEqualTo("/entrypoint.sh db createdb\n/entrypoint.sh db migrate\n");
    PlausibleStack upgraded =
        board.stack().toBuilder()
            .release(
                PlausibleRelease.CE_3_2.withPlausible(
                    "3.2.2", "ghcr.io/plausible/community-edition:v3.2.2"))
            .build();
    assertThat(job(Rendered.of(upgraded), "plausible-migrate-").getMetadata().getName())
        .isNotEqualTo(job.getMetadata().getName());
    PlausibleStack sameWork =
        board.stack().toBuilder().registration(Registration.CLOSED).replicas(1).build();
    assertThat(job(Rendered.of(sameWork), "plausible-migrate-").getMetadata().getName())
        .isEqualTo(job.getMetadata().getName());
  }

  @Test
  void row3TheFirstUserIsMadeByAJobFromASecretThatNoLogShows() {
    Job job = job(board, "plausible-admin-");
    Container container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(container.getCommand()).startsWith("/app/bin/plausible", "eval");
    assertThat(container.getCommand().get(2))
        .contains("ON CONFLICT DO NOTHING")
        .contains("Bcrypt.hash_pwd_salt")
        .contains("log: false")
        .doesNotContain("me@example.org");
    assertThat(secret(board, "plausible-admin").keys())
        .containsExactly("email", "name", "password");
  }

  @Test
  void row4ThatUsersAddressIsVerifiedWithoutPsqlAndNobodyElses() {
    String expression =
        job(board, "plausible-admin-")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getCommand()
            .get(2);
    assertThat(expression)
        .contains("UPDATE users SET email_verified = true")
        .contains(
            "SELECT * INTO account FROM users WHERE email = mail::citext", "WHERE id = account.id")
        .doesNotContain("psql");
    assertThat(board.configMap("plausible-env").getData())
        .containsEntry("ENABLE_EMAIL_VERIFICATION", "false");
  }

  @Test
  void row5ThereIsNoMailPodUnlessTheOldReleaseIsAskedForOne() {
    assertThat(board.objects())
        .noneMatch(object -> object.getMetadata().getName().equals("plausible-mail"));
    Service mail = story.one(Service.class, "plausible-mail");
    assertThat(mail.getSpec().getPorts().get(0).getPort()).isEqualTo(25);
    assertThat(story.configMap("plausible-env").getData())
        .containsEntry("SMTP_HOST_ADDR", "plausible-mail.plausible.svc")
        .containsEntry("MAILER_ADAPTER", "Bamboo.SMTPAdapter");
  }

  @Test
  void row6PostgresIsOnePodOfAStatefulSetWithItsDataBelowTheVolumesRoot() {
    StatefulSet set = board.one(StatefulSet.class, "plausible-postgres");
    assertThat(set.getSpec().getReplicas()).isEqualTo(1);
    Container server = board.container(StackComponent.POSTGRES);
    assertThat(server.getEnv())
        .contains(new EnvVar("PGDATA", "/var/lib/postgresql/data/pgdata", null));
    assertThat(server.getReadinessProbe().getExec().getCommand()).contains("pg_isready");
    assertThat(board.pod(StackComponent.POSTGRES).getSecurityContext().getRunAsUser())
        .isEqualTo(70);
    assertThat(story.pod(StackComponent.POSTGRES).getSecurityContext().getRunAsUser())
        .isEqualTo(999);
  }

  @Test
  void row7ClickHouseHasAUserWithAPasswordAndIsAskedByPing() {
    Container server = board.container(StackComponent.CLICKHOUSE);
    assertThat(server.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ping");
    assertThat(secret(board, "plausible-clickhouse").keys())
        .contains("password", "CLICKHOUSE_DATABASE_URL", "plausible-user.xml");
    SecretEntry.Composed users =
        (SecretEntry.Composed)
            secret(board, "plausible-clickhouse").entry("plausible-user.xml").orElseThrow();
    String file = users.compose(reference -> "secret");
    assertThat(file)
        .contains(
            "<password_sha256_hex>2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b<")
        .contains("<ip>127.0.0.1</ip>");
  }

  @Test
  void row8AReleaseSaysWhatItAsksOfAProcessor() {
    assertThat(PlausibleRelease.CE_3_2.requiredCpuFeatures(Architecture.ARM64))
        .contains("atomics", "asimddp", "lrcpc", "asimdrdm");
    assertThat(PlausibleRelease.SEED_2022.requiredCpuFeatures(Architecture.ARM64)).isEmpty();
  }

  @Test
  void row9TheConfigurationOfASmallBoardIsMountedWhereClickHouseLooks() {
    assertThat(board.configMap("plausible-clickhouse-config").getData())
        .containsKeys("logs.xml", "network.xml", "low-resources.xml");
    assertThat(board.configMap("plausible-clickhouse-users").getData().get("low-resources.xml"))
        .contains("<max_threads>1</max_threads>")
        .contains("<max_block_size>8192</max_block_size>");
    assertThat(board.container(StackComponent.CLICKHOUSE).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/etc/clickhouse-server/config.d", "/etc/clickhouse-server/users.d");
    Rendered large = Rendered.of(Stacks.golden().get("production"));
    assertThat(large.configMap("plausible-clickhouse-config").getData())
        .doesNotContainKey("low-resources.xml");
  }

  @Test
  void row10OwnersAreChangedOnlyWhereTheyAreWrongAndOnlyIfAskedFor() {
    assertThat(board.pod(StackComponent.POSTGRES).getInitContainers()).isEmpty();
    Container own = story.pod(StackComponent.POSTGRES).getInitContainers().get(0);
    assertThat(own.getCommand().get(2))
        .contains("stat -c %u \"/var/lib/postgresql/data\"")
        .contains("chown -h 999:999");
    assertThat(own.getSecurityContext().getCapabilities().getAdd())
        .containsExactly("CHOWN", "DAC_OVERRIDE", "FOWNER");
    PodSpec dynamic = Rendered.of(Stacks.golden().get("homelab")).pod(StackComponent.CLICKHOUSE);
    assertThat(dynamic.getSecurityContext().getFsGroup()).isEqualTo(101);
    assertThat(dynamic.getSecurityContext().getFsGroupChangePolicy()).isEqualTo("OnRootMismatch");
  }

  /** A directory whose own owner is right has nothing below that was left undone. */
  @Test
  void row10AnInterruptedChangeOfOwnersIsDoneAgain() {
    String script =
        story.pod(StackComponent.CLICKHOUSE).getInitContainers().get(0).getCommand().get(2);

    assertThat(script)
        .contains("-print -quit")
        .contains("find \"/var/lib/clickhouse\" -xdev -depth ! -user 101 -exec chown -h 101:101");
  }

  @Test
  void row11BothDatabasesAreWaitedForWithAnEndAndAMessage() {
    List<Container> waiting = board.pod(StackComponent.PLAUSIBLE).getInitContainers();
    assertThat(waiting)
        .extracting(Container::getName)
        .containsExactly("wait-for-postgres", "wait-for-clickhouse");
    assertThat(waiting)
        .allSatisfy(
            container ->
                assertThat(container.getCommand().get(2))
                    .contains("-ge 120", "did not answer within 600 seconds"));
  }

  @Test
  void row13AddressesAreThoseOfServicesThatExist() {
    assertThat(DatabaseAddresses.postgres(board.stack()).getHost())
        .isEqualTo("plausible-postgres.plausible.svc");
    assertThat(DatabaseAddresses.clickHouse(board.stack()).getHost())
        .isEqualTo("plausible-clickhouse.plausible.svc");
    assertThat(board.services())
        .extracting(service -> service.getMetadata().getName())
        .containsExactly("plausible-postgres", "plausible-clickhouse", "plausible");
    assertThat(board.services())
        .flatExtracting(service -> service.getSpec().getPorts())
        .allMatch(port -> port.getName() != null);
  }

  @Test
  void row14EveryComponentHasASelectorOfItsOwn() {
    assertThat(board.services())
        .extracting(service -> service.getSpec().getSelector().get(Rendering.COMPONENT))
        .containsExactly("postgres", "clickhouse", "plausible");
  }

  @Test
  void row15SecretsAreFilesOfADirectoryThatPlausibleReads() {
    assertThat(board.configMap("plausible-env").getData())
        .containsEntry("CONFIG_DIR", "/etc/plausible4j/config");
    assertThat(board.container(StackComponent.PLAUSIBLE).getVolumeMounts())
        .anyMatch(
            mount ->
                mount.getMountPath().equals("/etc/plausible4j/config")
                    && Boolean.TRUE.equals(mount.getReadOnly()));
    assertThat(board.container(StackComponent.PLAUSIBLE).getEnv())
        .allMatch(variable -> variable.getValueFrom() == null);
    // The release of the story cannot read files yet.
    assertThat(story.container(StackComponent.PLAUSIBLE).getEnv())
        .extracting(EnvVar::getName)
        .contains("SECRET_KEY_BASE", "DATABASE_URL");
  }

  @Test
  void row16ATunnelHasTwoConnectorsWithATokenOrAConfigurationFile() {
    Deployment connectors = board.one(Deployment.class, "plausible-tunnel");
    assertThat(connectors.getSpec().getReplicas()).isEqualTo(2);
    Container connector = board.container(StackComponent.TUNNEL);
    assertThat(connector.getEnv())
        .contains(new EnvVar("TUNNEL_TOKEN_FILE", "/etc/cloudflared/secrets/token", null));
    assertThat(board.all(PodDisruptionBudget.class))
        .singleElement()
        .satisfies(budget -> assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne());
    ConfigMap config = story.configMap("plausible-tunnel-config");
    assertThat(config.getData().get("config.yaml"))
        .contains("hostname: stats.example.org")
        .contains("service: http://plausible.plausible.svc:80")
        .endsWith("- service: http_status:404\n");
  }

  @Test
  void row17NothingRestartsAConnectorWithinTenMinutes() {
    Container connector = board.container(StackComponent.TUNNEL);
    assertThat(connector.getStartupProbe().getHttpGet().getPath()).isEqualTo("/ready");
    assertThat(connector.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
    Probe liveness = connector.getLivenessProbe();
    assertThat(liveness.getHttpGet().getPath()).isEqualTo("/healthcheck");
    assertThat(liveness.getPeriodSeconds() * liveness.getFailureThreshold())
        .isGreaterThanOrEqualTo(600);
  }

  @Test
  void row18AChangedConfigMapOrSecretChangesExactlyThePodsThatReadIt() {
    String before = checksums(board, "plausible", Checksums.CONFIG);
    Rendered changed = Rendered.of(board.stack().toBuilder().setting("LOG_LEVEL", "info").build());
    assertThat(checksums(changed, "plausible", Checksums.CONFIG)).isNotEqualTo(before);
    assertThat(changed.pod(StackComponent.TUNNEL)).isEqualTo(board.pod(StackComponent.TUNNEL));
    assertThat(changed.one(StatefulSet.class, "plausible-postgres"))
        .isEqualTo(board.one(StatefulSet.class, "plausible-postgres"));

    SecretBindings rotated = Bindings.with("plausible-tunnel", "another digest");
    List<String> different =
        ManifestRenderer.render(board.stack(), rotated).stream()
            .filter(object -> !board.objects().contains(object))
            .map(object -> object.getKind() + "/" + object.getMetadata().getName())
            .toList();
    assertThat(different).containsExactly("Deployment/plausible-tunnel");
  }

  @Test
  void row20AnNfsVolumeAndItsClaimNameEachOther() {
    PersistentVolume volume =
        board.one(PersistentVolume.class, "plausible-plausible-postgres-data");
    PersistentVolumeClaim claim = board.one(PersistentVolumeClaim.class, "plausible-postgres-data");
    assertThat(volume.getSpec().getClaimRef().getName()).isEqualTo("plausible-postgres-data");
    assertThat(volume.getSpec().getClaimRef().getNamespace()).isEqualTo("plausible");
    assertThat(volume.getSpec().getPersistentVolumeReclaimPolicy()).isEqualTo("Retain");
    assertThat(volume.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(volume.getSpec().getMountOptions()).contains("hard");
    assertThat(claim.getSpec().getVolumeName()).isEqualTo(volume.getMetadata().getName());
    assertThat(claim.getSpec().getStorageClassName()).isEmpty();
  }

  @Test
  void row22TheImagesOfTheStoryAreAReleaseWhoseNamesCanBeReplaced() {
    assertThat(PlausibleRelease.SEED_2022.clickHouseImage()).endsWith("22.3.3-alpine");
    PlausibleRelease own =
        PlausibleRelease.SEED_2022
            .withPlausible("1.3.0", "registry.example.org/plausible:3242327d")
            .withMailImage("registry.example.org/smtp:1");
    PlausibleStack stack = story.stack().toBuilder().release(own).build();
    assertThat(Rendered.of(stack).container(StackComponent.PLAUSIBLE).getImage())
        .isEqualTo("registry.example.org/plausible:3242327d");
    assertThatThrownBy(() -> own.withMailImage(null)).isInstanceOf(NullPointerException.class);
  }

  private static Job job(Rendered rendered, String prefix) {
    return rendered.all(Job.class).stream()
        .filter(job -> job.getMetadata().getName().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static SecretTemplate secret(Rendered rendered, String name) {
    return StackSecrets.of(rendered.stack()).stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String checksums(Rendered rendered, String deployment, String annotation) {
    return rendered
        .one(Deployment.class, deployment)
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get(annotation);
  }
}
