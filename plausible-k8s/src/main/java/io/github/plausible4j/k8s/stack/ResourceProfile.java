package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.StackComponent;

/** How much memory and CPU the parts of a stack get by default. */
public enum ResourceProfile {
  /**
   * A board with 4 GiB of memory. The memory limits of all long-running pods add up to less than 3
   * GiB, and ClickHouse is configured for little memory.
   */
  SMALL_BOARD,
  /** A home server with 8 GiB of memory or more. */
  HOMELAB,
  /** A cluster whose nodes have 16 GiB of memory or more. ClickHouse keeps its own defaults. */
  PRODUCTION;

  /**
   * Whether ClickHouse gets the settings that its documentation recommends for less than 16 GiB of
   * memory.
   */
  public boolean lowMemory() {
    return this != PRODUCTION;
  }

  Resources of(StackComponent component) {
    return switch (this) {
      case SMALL_BOARD ->
          switch (component) {
            case CLICKHOUSE -> Resources.of("250m", "768Mi", "1536Mi");
            case POSTGRES -> Resources.of("50m", "128Mi", "256Mi");
            case PLAUSIBLE -> Resources.of("100m", "320Mi", "768Mi");
            case MIGRATION, ADMIN -> Resources.of("100m", "256Mi", "768Mi");
            case TUNNEL, MAIL, STACK, EXPOSURE -> Resources.of("10m", "32Mi", "128Mi");
          };
      case HOMELAB ->
          switch (component) {
            case CLICKHOUSE -> Resources.of("500m", "1Gi", "3Gi");
            case POSTGRES -> Resources.of("100m", "256Mi", "512Mi");
            case PLAUSIBLE -> Resources.of("250m", "512Mi", "1Gi");
            case MIGRATION, ADMIN -> Resources.of("100m", "256Mi", "1Gi");
            case TUNNEL, MAIL, STACK, EXPOSURE -> Resources.of("20m", "64Mi", "256Mi");
          };
      case PRODUCTION ->
          switch (component) {
            case CLICKHOUSE -> Resources.of("2", "8Gi", "12Gi");
            case POSTGRES -> Resources.of("500m", "1Gi", "2Gi");
            case PLAUSIBLE -> Resources.of("1", "1Gi", "2Gi");
            case MIGRATION, ADMIN -> Resources.of("250m", "512Mi", "2Gi");
            case TUNNEL, MAIL, STACK, EXPOSURE -> Resources.of("50m", "64Mi", "256Mi");
          };
    };
  }
}
