package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.net.URI;

/** Init containers that wait for a database or change the owner of a volume. */
public final class InitContainers {
  private static final int ATTEMPTS = 120;
  private static final int PAUSE_SECONDS = 5;

  /** The time limit for the search for files of another owner, as a large volume has millions. */
  private static final int LOOK_SECONDS = 60;

  private InitContainers() {}

  /**
   * Waits until the server accepts connections. It does not wait for a database, because
   * Plausible's database is created later on an empty volume.
   */
  static Container waitForPostgres(Rendering rendering) {
    URI address = DatabaseAddresses.postgres(rendering.stack());
    String host =
        address
            .getHost()
            .replaceAll("[\\[\\]]", ""); // an IPv6 address without the brackets of a URL
    // The user is needed, because the client fails if the container's user has no name.
    return waiting(
        rendering,
        "wait-for-postgres",
        rendering.stack().release().postgresImage(),
        "PostgreSQL at " + address.getHost() + ":" + address.getPort(),
        "pg_isready -q -t 5 -U postgres -h " + host + " -p " + address.getPort());
  }

  /** Waits until the server answers. It does not need a database. */
  static Container waitForClickHouse(Rendering rendering) {
    URI address = DatabaseAddresses.clickHouse(rendering.stack());
    String ping =
        address.getScheme() + "://" + address.getHost() + ":" + address.getPort() + "/ping";
    String unverified = address.getScheme().equals("https") ? "--no-check-certificate " : "";
    return waiting(
        rendering,
        "wait-for-clickhouse",
        rendering.stack().release().plausibleImage(),
        "ClickHouse at " + address.getHost() + ":" + address.getPort(),
        "wget -q -T 5 -O /dev/null " + unverified + ping);
  }

  private static Container waiting(
      Rendering rendering, String name, String image, String what, String test) {
    String script =
        """
        attempt=0
        until %s; do
          attempt=$((attempt + 1))
          if [ "$attempt" -ge %d ]; then
            echo "%s did not answer within %d seconds" >&2
            exit 1
          fi
          echo "waiting for %s"
          sleep %d
        done
        """
            .formatted(test, ATTEMPTS, what, ATTEMPTS * PAUSE_SECONDS, what, PAUSE_SECONDS);
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withCommand("/bin/sh", "-c", script)
        .withSecurityContext(Hardening.container(true))
        .withResources(Hardening.small(rendering))
        .build();
  }

  /**
   * Checks the owner of a directory and of the files in it, for a minute at most, and changes wrong
   * owners. The directory itself is changed last, so that an interrupted run is repeated.
   */
  public static Container chown(Rendering rendering, String volume, String directory, long uid) {
    String script =
        """
        owner=$(stat -c %%u "%1$s")
        other=$(timeout %3$d find "%1$s" -xdev ! -user %2$d -print -quit) || true
        if [ "$owner" = %2$d ] && [ -z "$other" ]; then
          echo "%1$s already belongs to user %2$d"
          exit 0
        fi
        echo "%1$s belongs to user $owner, and $other does not belong to user %2$d; changing owners"
        find "%1$s" -xdev -depth ! -user %2$d -exec chown -h %2$d:%2$d {} +
        """
            .formatted(directory, uid, LOOK_SECONDS);
    return new ContainerBuilder()
        .withName("own-" + volume)
        .withImage(rendering.stack().release().toolsImage())
        .withCommand("/bin/sh", "-ec", script)
        .withSecurityContext(
            new SecurityContextBuilder()
                .withRunAsNonRoot(false)
                .withRunAsUser(0L)
                .withRunAsGroup(0L)
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .withAdd("CHOWN", "DAC_OVERRIDE", "FOWNER")
                .endCapabilities()
                .build())
        .withResources(Hardening.small(rendering))
        .addNewVolumeMount()
        .withName(volume)
        .withMountPath(directory)
        .endVolumeMount()
        .build();
  }
}
