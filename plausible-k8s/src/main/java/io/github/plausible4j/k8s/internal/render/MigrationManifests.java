package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.plausible4j.k8s.internal.database.DatabasePreparation;
import io.github.plausible4j.k8s.internal.database.NumericIdsCheck;
import io.github.plausible4j.k8s.internal.render.SecretFiles.SecretFile;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.List;

/** The Job that creates roles and databases and migrates both schemas to the release. */
final class MigrationManifests {
  private static final StackComponent COMPONENT = StackComponent.MIGRATION;
  private static final long DEADLINE_SECONDS = 3600;
  private static final String SECRETS = "/etc/plausible4j/postgres";

  private MigrationManifests() {}

  static List<HasMetadata> of(Rendering rendering) {
    AppEnvironment environment = new AppEnvironment(rendering);
    Container migrate =
        environment
            .container("migrate", COMPONENT)
            .withCommand("/bin/sh", "-ec", script(rendering.stack()))
            .build();
    PodSpec pod =
        environment.pod(
            COMPONENT, migrate, Workloads.emptyDir("data"), OwnershipStrategy.PRE_OWNED);
    pod.getInitContainers().add(InitContainers.waitForPostgres(rendering));
    pod.getInitContainers().add(InitContainers.waitForClickHouse(rendering));
    if (rendering.stack().postgres() instanceof PostgresSpec.Managed managed) {
      pod.getInitContainers().add(prepare(rendering, managed));
      pod.getVolumes()
          .add(SecretFiles.volume("postgres-secrets", preparationSecrets(rendering, managed)));
    }
    return List.of(
        Jobs.job(
            rendering,
            COMPONENT,
            Tier.MIGRATION,
            "migrate",
            pod,
            DEADLINE_SECONDS,
            subject(rendering.stack())));
  }

  private static String script(PlausibleStack stack) {
    String check =
        mayLackNumericIds(stack)
            ? "/app/bin/plausible eval '" + NumericIdsCheck.program() + "'\n"
            : "";
    return "/entrypoint.sh db createdb\n" + check + "/entrypoint.sh db migrate\n";
  }

  /**
   * Whether the events may come from another installation, or the caller says that they were
   * copied.
   */
  private static boolean mayLackNumericIds(PlausibleStack stack) {
    boolean adopted =
        stack
            .clickHouse()
            .match(
                managed ->
                    stack.volumes().clickHouse().orElseThrow().storage()
                        instanceof StorageSpec.ExistingClaim,
                external -> true,
                installation -> false);
    return PlausibleVersion.of(stack.release().version()).atLeast(2, 1, 0)
        && (adopted || stack.eventsHaveNumericIds());
  }

  /** Another external database has to be migrated as well, so its URL is part of the Job's name. */
  private static String subject(PlausibleStack stack) {
    StringBuilder subject = new StringBuilder(stack.release().version());
    String postgres =
        stack.postgres().match(managed -> "", external -> "\n" + external.url(), cluster -> "");
    String clickHouse =
        stack.clickHouse().match(managed -> "", external -> "\n" + external.url(), chi -> "");
    return subject.append(postgres).append(clickHouse).toString();
  }

  /** Creates the owner, the first login and the database if they are missing. */
  private static Container prepare(Rendering rendering, PostgresSpec.Managed spec) {
    return new ContainerBuilder()
        .withName("prepare-database")
        .withImage(rendering.stack().release().postgresImage())
        .withCommand(
            "/bin/sh",
            "-ec",
            DatabasePreparation.script(
                spec, DatabaseAddresses.postgres(rendering.stack()).getHost(), SECRETS))
        .withResources(Hardening.small(rendering))
        .withSecurityContext(Hardening.container(true))
        .addToVolumeMounts(Workloads.readOnlyMount("postgres-secrets", SECRETS))
        .addToVolumeMounts(Workloads.mount("tmp", "/tmp"))
        .build();
  }

  private static List<SecretFile> preparationSecrets(
      Rendering rendering, PostgresSpec.Managed managed) {
    return List.of(
        SecretFiles.file(
            rendering,
            "superuser-password",
            StackSecrets.POSTGRES,
            StackSecrets.PASSWORD,
            managed.superuserPassword()),
        SecretFiles.own(rendering, "username", StackSecrets.DATABASE, StackSecrets.USERNAME),
        SecretFiles.own(rendering, "password", StackSecrets.DATABASE, StackSecrets.PASSWORD));
  }
}
