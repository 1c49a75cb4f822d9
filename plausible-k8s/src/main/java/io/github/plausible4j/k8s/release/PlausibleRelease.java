package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.validation.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A set of images that work together, taken from the compose files and the continuous integration
 * of each Plausible release. Immutable: methods such as {@code withPostgresImage} return a changed
 * copy, for example with a mirror's names or with digests.
 */
public final class PlausibleRelease {
  private static final String HUB = "docker.io/";
  private static final String TUNNEL = HUB + "cloudflare/cloudflared:2026.8.2";
  private static final String TOOLS = HUB + "library/busybox:1.37";

  /**
   * Plausible 3.2.1. Older 3.x releases are refused, because they let anybody run code through
   * {@code /storybook} (CVE-2026-8467).
   */
  public static final PlausibleRelease CE_3_2 =
      new PlausibleRelease(
          "CE_3_2",
          "3.2.1",
          "ghcr.io/plausible/community-edition:v3.2.1",
          HUB + "library/postgres:16-alpine",
          HUB + "clickhouse/clickhouse-server:24.12-alpine",
          null);

  /** Plausible 2.1.5, the last release without teams. */
  public static final PlausibleRelease CE_2_1 =
      new PlausibleRelease(
          "CE_2_1",
          "2.1.5",
          "ghcr.io/plausible/community-edition:v2.1.5",
          HUB + "library/postgres:16-alpine",
          HUB + "clickhouse/clickhouse-server:24.3.3.102-alpine",
          null);

  /** Plausible 2.0.0, an intermediate step of an upgrade. */
  public static final PlausibleRelease CE_2_0 =
      new PlausibleRelease(
          "CE_2_0",
          "2.0.0",
          HUB + "plausible/analytics:v2.0.0",
          HUB + "library/postgres:14-alpine",
          HUB + "clickhouse/clickhouse-server:23.3.7.5-alpine",
          null);

  /** Plausible 1.5.1, an intermediate step of an upgrade; its image is for amd64 only. */
  public static final PlausibleRelease CE_1_5 =
      new PlausibleRelease(
          "CE_1_5",
          "1.5.1",
          HUB + "plausible/analytics:v1.5.1",
          HUB + "library/postgres:14-alpine",
          HUB + "clickhouse/clickhouse-server:22.6-alpine",
          null);

  /**
   * The images of a setup from 2022: a self-built Plausible of September 2021 (between 1.3 and
   * 1.4), ClickHouse 22.3, which still runs on a Raspberry Pi 4, and a self-built mail server. The
   * self-built images are in their author's private registry; name your own with {@link
   * #withPlausible} and {@link #withMailImage}.
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
  private final boolean versionIsStated;

  /**
   * The images by component. {@code STACK} has the tools image, which changes the owners of files.
   */
  private final Map<StackComponent, String> images;

  private PlausibleRelease(
      String name,
      String version,
      String plausibleImage,
      String postgresImage,
      String clickHouseImage,
      @Nullable String mailImage) {
    Map<StackComponent, String> all = new EnumMap<>(StackComponent.class);
    all.put(StackComponent.PLAUSIBLE, plausibleImage);
    all.put(StackComponent.POSTGRES, postgresImage);
    all.put(StackComponent.CLICKHOUSE, clickHouseImage);
    if (mailImage != null) {
      all.put(StackComponent.MAIL, mailImage);
    }
    all.put(StackComponent.TUNNEL, TUNNEL);
    all.put(StackComponent.STACK, TOOLS);
    this.name = name;
    this.version = version;
    this.versionIsStated = true;
    this.images = all;
  }

  private PlausibleRelease(
      String name, String version, boolean versionIsStated, Map<StackComponent, String> images) {
    this.name = name;
    this.version = Objects.requireNonNull(version, "version");
    this.versionIsStated = versionIsStated;
    this.images = images;
  }

  /** All releases, oldest first. */
  public static List<PlausibleRelease> all() {
    return List.of(SEED_2022, CE_1_5, CE_2_0, CE_2_1, CE_3_2);
  }

  /** The name of the constant, even if images were replaced. */
  public String name() {
    return name;
  }

  /** The version of Plausible, such as {@code 3.2.1}. */
  public String version() {
    return version;
  }

  /** The image of Plausible. */
  public String plausibleImage() {
    return image(StackComponent.PLAUSIBLE);
  }

  /** The image of PostgreSQL. */
  public String postgresImage() {
    return image(StackComponent.POSTGRES);
  }

  /** The image of ClickHouse. */
  public String clickHouseImage() {
    return image(StackComponent.CLICKHOUSE);
  }

  /** The image of the mail server; null in releases without a mail server. */
  public @Nullable String mailImage() {
    return images.get(StackComponent.MAIL);
  }

  /** The image of cloudflared. */
  public String tunnelImage() {
    return image(StackComponent.TUNNEL);
  }

  /** The image of the init container that changes the owners of files. */
  public String toolsImage() {
    return image(StackComponent.STACK);
  }

  /**
   * The processor features that ClickHouse needs, named as in {@code /proc/cpuinfo}; empty for
   * {@link Architecture#ANY} and if any processor is enough.
   */
  public Set<String> requiredCpuFeatures(Architecture architecture) {
    return ClickHouseVersion.of(clickHouseImage()).requiredCpuFeatures(architecture);
  }

  /**
   * The problems of an upgrade from another release with existing data; empty if it is possible.
   * The allowed steps are 1.x to 2.0 to 2.1 to 3.x, each with the same PostgreSQL major version and
   * base system (Alpine or Debian).
   */
  public List<Problem> upgradeProblems(PlausibleRelease from) {
    return upgradeProblems(from.version, from.postgresImage(), from.clickHouseImage());
  }

  /**
   * As {@link #upgradeProblems(PlausibleRelease)}, from the running version and images.
   *
   * @param version the running version of Plausible, such as {@code 2.1.5}
   * @param postgres the running image of PostgreSQL; empty if the stack does not run PostgreSQL
   * @param clickHouse the running image of ClickHouse; empty if the stack does not run ClickHouse
   */
  public List<Problem> upgradeProblems(String version, String postgres, String clickHouse) {
    return UpgradeRules.check(version, postgres, clickHouse, this);
  }

  /** Whether the version was given explicitly, rather than kept while the image was replaced. */
  public boolean versionIsStated() {
    return versionIsStated;
  }

  /**
   * The same release with another image of the same Plausible version. The tag must contain the
   * version; otherwise use {@link #withPlausible}.
   */
  public PlausibleRelease withPlausibleImage(String image) {
    return new PlausibleRelease(name, version, false, with(StackComponent.PLAUSIBLE, image));
  }

  /**
   * The same release with another version of Plausible, for example a later patch release.
   *
   * @param version the version, such as {@code 3.2.2}
   */
  public PlausibleRelease withPlausible(String version, String image) {
    return new PlausibleRelease(name, version, true, with(StackComponent.PLAUSIBLE, image));
  }

  /** The same release with another image of PostgreSQL. */
  public PlausibleRelease withPostgresImage(String image) {
    return withImage(StackComponent.POSTGRES, image);
  }

  /** The same release with another image of ClickHouse. */
  public PlausibleRelease withClickHouseImage(String image) {
    return withImage(StackComponent.CLICKHOUSE, image);
  }

  /** The same release with another image of the mail server. */
  public PlausibleRelease withMailImage(String image) {
    return withImage(StackComponent.MAIL, image);
  }

  /** The same release with another image of cloudflared. */
  public PlausibleRelease withTunnelImage(String image) {
    return withImage(StackComponent.TUNNEL, image);
  }

  /** The same release with every image replaced, for example by its name with a digest. */
  public PlausibleRelease mapImages(UnaryOperator<String> replacement) {
    Map<StackComponent, String> replaced = new EnumMap<>(images);
    replaced.replaceAll(
        (component, image) -> Objects.requireNonNull(replacement.apply(image), "image"));
    return new PlausibleRelease(name, version, versionIsStated, replaced);
  }

  private PlausibleRelease withImage(StackComponent component, String image) {
    return new PlausibleRelease(name, version, versionIsStated, with(component, image));
  }

  private Map<StackComponent, String> with(StackComponent component, String image) {
    Map<StackComponent, String> changed = new EnumMap<>(images);
    changed.put(component, Objects.requireNonNull(image, "image"));
    return changed;
  }

  private String image(StackComponent component) {
    return Objects.requireNonNull(images.get(component), component.label());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlausibleRelease release
        && name.equals(release.name)
        && version.equals(release.version)
        && images.equals(release.images);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, version, images);
  }

  /** The name, the version and the images. */
  @Override
  public String toString() {
    return name
        + " (Plausible "
        + version
        + ", "
        + String.join(", ", plausibleImage(), postgresImage(), clickHouseImage())
        + ")";
  }
}
