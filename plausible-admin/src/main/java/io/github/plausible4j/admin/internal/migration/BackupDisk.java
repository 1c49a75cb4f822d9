package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.internal.backup.Programs;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Gives the project's ClickHouse a disk for backups. Plausible's compose files define none, so a
 * configuration file is written into the container, where it stays until the container is
 * recreated.
 */
final class BackupDisk {
  private static final String FILE = "/etc/clickhouse-server/config.d/plausible4j-backups.xml";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int LOOKS = 120;
  private static final byte[] CONTENT =
      """
      <clickhouse>
        <storage_configuration>
          <disks>
            <backups>
              <type>local</type>
              <path>/var/lib/clickhouse/backups/</path>
            </backups>
          </disks>
        </storage_configuration>
        <backups>
          <allowed_disk>backups</allowed_disk>
        </backups>
      </clickhouse>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final ComposeSource source;
  private final Sleeper sleeper;

  BackupDisk(ComposeSource source, Sleeper sleeper) {
    this.source = source;
    this.sleeper = sleeper;
  }

  /**
   * Adds the disk and restarts the server if the disk is missing. No program writes to the server
   * at this time.
   */
  void ensure() throws IOException {
    ClickHouseDatabase database = source.clickHouse();
    if (isThere(database)) {
      return;
    }
    try (InputStream content = new ByteArrayInputStream(CONTENT)) {
      Programs.run(
          database.host(),
          HostCommand.of("tee", FILE).readingBytes(CONTENT.length),
          content,
          OutputStream.nullOutputStream());
    }
    source.control().restart(source.clickHouseService());
    for (int look = 1; !isThereByNow(database); look++) {
      if (look == LOOKS) {
        throw new IOException(
            "ClickHouse did not restart with a disk for backups; see docker compose logs "
                + source.clickHouseService());
      }
      sleeper.sleep(
          BETWEEN_LOOKS, e -> new IOException("interrupted while waiting for ClickHouse", e));
    }
  }

  /** Removes the configuration file. The disk is gone at the server's next start. */
  void remove() throws IOException {
    var unused = Programs.text(source.clickHouse().host(), HostCommand.of("rm", "-f", FILE));
  }

  private boolean isThereByNow(ClickHouseDatabase database) {
    try {
      return isThere(database);
    } catch (IOException e) {
      return false; // The server is still starting.
    }
  }

  private static boolean isThere(ClickHouseDatabase database) throws IOException {
    return !Counting.ask(database, "SELECT name FROM system.disks WHERE name = 'backups'")
        .isEmpty();
  }
}
