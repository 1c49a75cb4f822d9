package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.internal.render.SecretEntry.Composed;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Text;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration files of the stack's own ClickHouse: those of Plausible's compose files,
 * adapted to Kubernetes.
 */
final class ClickHouseConfig {
  private static final String OPEN = "<clickhouse>\n";
  private static final String CLOSE = "</clickhouse>\n";

  private ClickHouseConfig() {}

  /** The files in {@code config.d}. */
  static Map<String, String> server(PlausibleStack stack) {
    Map<String, String> files = new TreeMap<>();
    files.put("logs.xml", LOGS);
    files.put("network.xml", NETWORK);
    if (ClickHouseVersion.of(stack.release().clickHouseImage()).atLeast(23, 3)) {
      files.put("backups.xml", BACKUPS);
    }
    if (stack.resources().lowMemory()) {
      files.put("low-resources.xml", LOW_RESOURCES);
    }
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed managed) {
      files.putAll(managed.serverFiles());
    }
    return files;
  }

  /** The files in {@code users.d} that contain no secret. */
  static Map<String, String> profiles(PlausibleStack stack) {
    Map<String, String> files = new TreeMap<>();
    if (stack.resources().lowMemory()) {
      files.put("low-resources.xml", LOW_RESOURCES_PROFILE);
    }
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed managed) {
      files.putAll(managed.userFiles());
    }
    return files;
  }

  /**
   * The file in {@code users.d} for Plausible's user, with the hash of its password. It also
   * restricts the default user, which has no password, to connections from inside the pod.
   */
  static Composed usersFile(String key, Reference passwordHash) {
    return Composed.of(
        key,
        new Text(
            OPEN
                + "  <users>\n"
                + "    <default>\n"
                + "      <networks replace=\"replace\">\n"
                + "        <ip>127.0.0.1</ip>\n"
                + "        <ip>::1</ip>\n"
                + "      </networks>\n"
                + "    </default>\n"
                + "    <plausible>\n"
                + "      <password_sha256_hex>"),
        passwordHash,
        new Text(
            "</password_sha256_hex>\n"
                + "      <networks>\n"
                + "        <ip>::/0</ip>\n"
                + "      </networks>\n"
                + "      <profile>default</profile>\n"
                + "      <quota>default</quota>\n"
                + "    </plausible>\n"
                + "  </users>\n"
                + CLOSE));
  }

  /**
   * Every log table that some release of ClickHouse writes by default. None has a size limit, so
   * each could fill a small disk.
   */
  private static final List<String> SYSTEM_LOGS =
      List.of(
          "aggregated_zookeeper_log",
          "asynchronous_insert_log",
          "asynchronous_metric_log",
          "azure_queue_log",
          "background_schedule_pool_log",
          "backup_log",
          "blob_storage_log",
          "crash_log",
          "dead_letter_queue",
          "delta_lake_metadata_log",
          "error_log",
          "filesystem_cache_log",
          "filesystem_read_prefetches_log",
          "iceberg_metadata_log",
          "latency_log",
          "metric_log",
          "opentelemetry_span_log",
          "part_log",
          "processors_profile_log",
          "query_metric_log",
          "query_thread_log",
          "query_views_log",
          "s3queue_log",
          "session_log",
          "text_log",
          "trace_log",
          "transactions_info_log",
          "zookeeper_connection_log",
          "zookeeper_log");

  /** Logs warnings to the console. Of the log tables only the query log stays, for 30 days. */
  private static final String LOGS =
      """
      <clickhouse>
        <logger>
          <level>warning</level>
          <console>true</console>
          <log remove="remove"/>
          <errorlog remove="remove"/>
        </logger>
        <query_log replace="replace">
          <database>system</database>
          <table>query_log</table>
          <flush_interval_milliseconds>7500</flush_interval_milliseconds>
          <engine>
            ENGINE = MergeTree
            PARTITION BY event_date
            ORDER BY event_time
            TTL event_date + INTERVAL 30 DAY
            SETTINGS ttl_only_drop_parts = 1
          </engine>
        </query_log>
      """
          + SYSTEM_LOGS.stream()
              .map(log -> "  <" + log + " remove=\"remove\"/>\n")
              .collect(Collectors.joining())
          + CLOSE;

  /** Listens on all addresses of the pod, IPv4, IPv6 or both. */
  private static final String NETWORK =
      OPEN
          + "  <listen_host>::</listen_host>\n"
          + "  <listen_host>0.0.0.0</listen_host>\n"
          + "  <listen_try>1</listen_try>\n"
          + CLOSE;

  /** Allows BACKUP to write below the data directory. */
  private static final String BACKUPS =
      OPEN
          + "  <storage_configuration>\n"
          + "    <disks>\n"
          + "      <backups>\n"
          + "        <type>local</type>\n"
          + "        <path>/var/lib/clickhouse/backups/</path>\n"
          + "      </backups>\n"
          + "    </disks>\n"
          + "  </storage_configuration>\n"
          + "  <backups>\n"
          + "    <allowed_disk>backups</allowed_disk>\n"
          + "    <allowed_path>/var/lib/clickhouse/backups/</allowed_path>\n"
          + "  </backups>\n"
          + CLOSE;

  private static final String LOW_RESOURCES =
      OPEN + "  <mark_cache_size>524288000</mark_cache_size>\n" + CLOSE;

  /** The settings that ClickHouse recommends below 16 GB of memory. */
  private static final String LOW_RESOURCES_PROFILE =
      OPEN
          + "  <profiles>\n"
          + "    <default>\n"
          + "      <max_threads>1</max_threads>\n"
          + "      <max_block_size>8192</max_block_size>\n"
          + "      <max_download_threads>1</max_download_threads>\n"
          + "      <input_format_parallel_parsing>0</input_format_parallel_parsing>\n"
          + "      <output_format_parallel_formatting>0</output_format_parallel_formatting>\n"
          + "    </default>\n"
          + "  </profiles>\n"
          + CLOSE;
}
