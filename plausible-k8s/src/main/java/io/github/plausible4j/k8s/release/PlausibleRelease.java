package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.validation.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A set of images that work together. Sources: Plausible's own compose files and continuous
 * integration of each release. A release is a value: {@code withPostgresImage} and its like give
 * another one, for example with a mirror's names or with digests.
 */
public final class PlausibleRelease {
  private static final String HUB = "docker.io/";
  private static final String TUNNEL = HUB + "cloudflare/cloudflared:2026.8.2";
  private static final String TOOLS = HUB + "library/busybox:1.37";

  /**
   * Plausible 3.2.1. Older 3.x releases let anybody run code through {@code /storybook}
   * (CVE-2026-8467) and are refused.
   */
  public static final PlausibleRelease CE_3_2 =
      new PlausibleRelease(
          "CE_3_2",
          "3.2.1",
          "ghcr.io/plausible/community-edition:v3.2.1",
          HUB + "library/postgres:16-alpine",
          HUB + "clickhouse/clickhouse-server:24.12-alpine",
          null);

  /** Plausible 2.1.5, the last one before teams. */
  public static final PlausibleRelease CE_2_1 =
      new PlausibleRelease(
          "CE_2_1",
          "2.1.5",
          "ghcr.io/plausible/community-edition:v2.1.5",
          HUB + "library/postgres:16-alpine",
          HUB + "clickhouse/clickhouse-server:24.3.3.102-alpine",
          null);

  /** Plausible 2.0.0, a step on the way up. */
  public static final PlausibleRelease CE_2_0 =
      new PlausibleRelease(
          "CE_2_0",
          "2.0.0",
          HUB + "plausible/analytics:v2.0.0",
          HUB + "library/postgres:14-alpine",
          HUB + "clickhouse/clickhouse-server:23.3.7.5-alpine",
          null);

  /** Plausible 1.5.1, a step on the way up; its image is for amd64 only. */
  public static final PlausibleRelease CE_1_5 =
      new PlausibleRelease(
          "CE_1_5",
          "1.5.1",
          HUB + "plausible/analytics:v1.5.1",
          HUB + "library/postgres:14-alpine",
          HUB + "clickhouse/clickhouse-server:22.6-alpine",
          null);

  /**
   * The images of the original story: a self-built Plausible of September 2021 (between 1.3 and
   * 1.4), ClickHouse 22.3, which still runs on a Raspberry Pi 4, and a self-built mail server. The
   * self-built ones are in a registry of their author's; name your own with {@link
   * #withPlausibleImage} and {@link #withMailImage}.
   */
  public static final PlausibleRelease SEED_2022 =
      new PlausibleRelease(
          "SEED_2022",
          "1.3.0",
          "docker-registry.scubbo.org:8843/plausible/analytics:3242327d",
          HUB + "library/postgres:12",
          HUB + "clickhouse/clickhouse-server:22.3.3-alpine",
          "docker-registry.scubbo.org:8843/bytemark/smtp:8bb7293");

  private final String name;
  private final String version;
  private final String plausibleImage;
  private final String postgresImage;
  private final String clickHouseImage;
  private final @Nullable String mailImage;
  private final String tunnelImage;
  private final String toolsImage;

  private PlausibleRelease(
      String name,
      String version,
      String plausibleImage,
      String postgresImage,
      String clickHouseImage,
      @Nullable String mailImage) {
    this(name, version, plausibleImage, postgresImage, clickHouseImage, mailImage, TUNNEL, TOOLS);
  }

  private PlausibleRelease(
      String name,
      String version,
      String plausibleImage,
      String postgresImage,
      String clickHouseImage,
      @Nullable String mailImage,
      String tunnelImage,
      String toolsImage) {
    this.name = name;
    this.version = version;
    this.plausibleImage = Objects.requireNonNull(plausibleImage, "plausibleImage");
    this.postgresImage = Objects.requireNonNull(postgresImage, "postgresImage");
    this.clickHouseImage = Objects.requireNonNull(clickHouseImage, "clickHouseImage");
    this.mailImage = mailImage;
    this.tunnelImage = Objects.requireNonNull(tunnelImage, "tunnelImage");
    this.toolsImage = Objects.requireNonNull(toolsImage, "toolsImage");
  }

  /** All releases, oldest first. */
  public static List<PlausibleRelease> all() {
    return List.of(SEED_2022, CE_1_5, CE_2_0, CE_2_1, CE_3_2);
  }

  /** The constant's name, also after images were replaced. */
  public String name() {
    return name;
  }

  /** The version of Plausible, such as {@code 3.2.1}. */
  public String version() {
    return version;
  }

  /** The image of Plausible. */
  public String plausibleImage() {
    return plausibleImage;
  }

  /** The image of PostgreSQL. */
  public String postgresImage() {
    return postgresImage;
  }

  /** The image of ClickHouse. */
  public String clickHouseImage() {
    return clickHouseImage;
  }

  /** The image of the mail server; null in releases that have none. */
  public @Nullable String mailImage() {
    return mailImage;
  }

  /** The image of cloudflared. */
  public String tunnelImage() {
    return tunnelImage;
  }

  /** The image of the init container that changes owners. */
  public String toolsImage() {
    return toolsImage;
  }

  /**
   * The features that ClickHouse needs of a processor, in the words of {@code /proc/cpuinfo}; empty
   * for {@link Architecture#ANY} and where any processor will do.
   */
  public Set<String> requiredCpuFeatures(Architecture architecture) {
    return ClickHouseVersion.of(clickHouseImage).requiredCpuFeatures(architecture);
  }

  /**
   * What stands in the way of an upgrade from another release over existing data; empty if nothing
   * does. Legal are the steps 1.x to 2.0 to 2.1 to 3.x, each with the same PostgreSQL major version
   * and flavour.
   */
  public List<Problem> upgradeProblems(PlausibleRelease from) {
    return UpgradeRules.check(from.version, from.postgresImage, from.clickHouseImage, this);
  }

  /** The same release with another image of Plausible, of the same version. */
  public PlausibleRelease withPlausibleImage(String image) {
    return new PlausibleRelease(
        name, version, image, postgresImage, clickHouseImage, mailImage, tunnelImage, toolsImage);
  }

  /**
   * The same set with a Plausible of another version, for example a later patch release.
   *
   * @param newVersion such as {@code 3.2.2}
   */
  public PlausibleRelease withPlausible(String newVersion, String image) {
    return new PlausibleRelease(
        name,
        Objects.requireNonNull(newVersion, "newVersion"),
        image,
        postgresImage,
        clickHouseImage,
        mailImage,
        tunnelImage,
        toolsImage);
  }

  /** The same release with another image of PostgreSQL. */
  public PlausibleRelease withPostgresImage(String image) {
    return new PlausibleRelease(
        name, version, plausibleImage, image, clickHouseImage, mailImage, tunnelImage, toolsImage);
  }

  /** The same release with another image of ClickHouse. */
  public PlausibleRelease withClickHouseImage(String image) {
    return new PlausibleRelease(
        name, version, plausibleImage, postgresImage, image, mailImage, tunnelImage, toolsImage);
  }

  /** The same release with another image of the mail server. */
  public PlausibleRelease withMailImage(String image) {
    return new PlausibleRelease(
        name,
        version,
        plausibleImage,
        postgresImage,
        clickHouseImage,
        Objects.requireNonNull(image, "image"),
        tunnelImage,
        toolsImage);
  }

  /** The same release with another image of cloudflared. */
  public PlausibleRelease withTunnelImage(String image) {
    return new PlausibleRelease(
        name,
        version,
        plausibleImage,
        postgresImage,
        clickHouseImage,
        mailImage,
        image,
        toolsImage);
  }

  /** The same release with every image replaced, for example by its name with a digest. */
  public PlausibleRelease mapImages(UnaryOperator<String> replacement) {
    return new PlausibleRelease(
        name,
        version,
        replacement.apply(plausibleImage),
        replacement.apply(postgresImage),
        replacement.apply(clickHouseImage),
        mailImage == null ? null : replacement.apply(mailImage),
        replacement.apply(tunnelImage),
        replacement.apply(toolsImage));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlausibleRelease release && parts().equals(release.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Name, version and images. */
  @Override
  public String toString() {
    return name + " (Plausible " + version + ", " + String.join(", ", parts().subList(2, 5)) + ")";
  }

  private List<String> parts() {
    return List.of(
        name,
        version,
        plausibleImage,
        postgresImage,
        clickHouseImage,
        tunnelImage,
        toolsImage,
        mailImage == null ? "" : mailImage);
  }
}
