package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.render.SecretFiles.SecretFile;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** PostgreSQL as a StatefulSet with one pod, so that two servers never share a volume. */
final class PostgresManifests {
  private static final StackComponent COMPONENT = StackComponent.POSTGRES;
  private static final String DATA = "data";
  private static final String SECRETS = "/etc/plausible4j/postgres";

  private PostgresManifests() {}

  /** The user ID that owns the data: 70 in Alpine images, 999 in Debian images. */
  static long uid(PlausibleRelease release) {
    return ImageReference.parse(release.postgresImage()).isAlpine() ? 70 : 999;
  }

  static List<HasMetadata> of(Rendering rendering, PostgresSpec.Managed spec) {
    StackVolume volume = rendering.stack().volumes().postgres().orElseThrow();
    List<HasMetadata> objects = new ArrayList<>(VolumeClaims.of(rendering, volume));
    objects.add(service(rendering));
    objects.add(
        Workloads.statefulSet(
            rendering,
            COMPONENT,
            rendering.stack().named("postgres"),
            pod(rendering, spec, volume)));
    return objects;
  }

  private static Service service(Rendering rendering) {
    return Workloads.headlessService(
        rendering,
        COMPONENT,
        rendering.stack().named("postgres"),
        "postgres",
        DatabaseAddresses.POSTGRES_PORT);
  }

  private static PodSpec pod(Rendering rendering, PostgresSpec.Managed spec, StackVolume volume) {
    StorageSpec storage = volume.storage();
    PlausibleStack stack = rendering.stack();
    long uid = uid(stack.release());
    PodSpec pod =
        Hardening.pod(rendering, COMPONENT, spec.nodeSelector(), uid, storage.ownership());
    pod.setTerminationGracePeriodSeconds(120L);
    pod.getContainers().add(server(rendering, spec));
    SecretFile password =
        SecretFiles.file(
            rendering,
            "password",
            StackSecrets.POSTGRES,
            StackSecrets.PASSWORD,
            spec.superuserPassword());
    Collections.addAll(
        pod.getVolumes(),
        Workloads.claimVolume(DATA, volume.claimName()),
        Workloads.emptyDir("run"),
        Workloads.emptyDir("tmp"),
        SecretFiles.volume("secrets", List.of(password)));
    if (storage.ownership() == OwnershipStrategy.CHOWN_INIT) {
      pod.getInitContainers()
          .add(InitContainers.chown(rendering, DATA, mountPath(stack.release()), uid));
    }
    return pod;
  }

  private static Container server(Rendering rendering, PostgresSpec.Managed spec) {
    PlausibleRelease release = rendering.stack().release();
    String mount = mountPath(release);
    String dataDirectory =
        spec.dataDirectory().equals(".") ? mount : mount + "/" + spec.dataDirectory();
    ProbeBuilder ready =
        new ProbeBuilder()
            .withNewExec()
            // Over TCP, because the temporary server of the initialization only has a Unix socket.
            .withCommand("pg_isready", "-q", "-h", "127.0.0.1", "-U", spec.superuser())
            .endExec()
            .withTimeoutSeconds(5);
    List<String> parameters = new ArrayList<>();
    new TreeMap<>(spec.parameters())
        .forEach((name, value) -> Collections.addAll(parameters, "-c", name + "=" + value));
    return new ContainerBuilder()
        .withName("postgres")
        .withImage(release.postgresImage())
        .addNewEnv()
        .withName("PGDATA")
        .withValue(dataDirectory)
        .endEnv()
        .addNewEnv()
        .withName("POSTGRES_INITDB_ARGS")
        .withValue("--auth-host=scram-sha-256")
        .endEnv()
        .addNewEnv()
        .withName("POSTGRES_PASSWORD_FILE")
        .withValue(SECRETS + "/password")
        .endEnv()
        .addAllToEnv(superuser(spec))
        .withArgs(parameters)
        .addNewPort()
        .withName("postgres")
        .withContainerPort(DatabaseAddresses.POSTGRES_PORT)
        .endPort()
        .withStartupProbe(
            ready.withPeriodSeconds(5).withFailureThreshold(Workloads.START_ATTEMPTS).build())
        .withReadinessProbe(ready.withPeriodSeconds(10).withFailureThreshold(3).build())
        .withLivenessProbe(ready.withPeriodSeconds(30).withFailureThreshold(10).build())
        .withResources(Hardening.resources(rendering.stack(), COMPONENT))
        .withSecurityContext(Hardening.container(true))
        .addToVolumeMounts(
            Workloads.mount(DATA, mount),
            Workloads.mount("run", "/var/run/postgresql"),
            Workloads.mount("tmp", "/tmp"),
            Workloads.readOnlyMount("secrets", SECRETS))
        .build();
  }

  private static List<EnvVar> superuser(PostgresSpec.Managed spec) {
    return spec.superuser().equals(PostgresSpec.Managed.SUPERUSER)
        ? List.of()
        : List.of(new EnvVar("POSTGRES_USER", spec.superuser(), null));
  }

  /** The directory that the image declares as its volume. It changed with PostgreSQL 18. */
  private static String mountPath(PlausibleRelease release) {
    return ImageReference.parse(release.postgresImage()).version().major() >= 18
        ? "/var/lib/postgresql"
        : "/var/lib/postgresql/data";
  }
}
