package io.github.plausible4j.k8s.internal.preflight;

import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requirements of ClickHouse's image on the processor and the kernel. The other images of a
 * stack run on every processor of their architecture.
 *
 * @param release the release that has the image
 * @param image the image as the stack names it
 * @param official whether it is ClickHouse's official build, possibly from a mirror; the
 *     requirements of other builds are not known for certain
 */
record CpuRequirement(PlausibleRelease release, String image, boolean official) {
  private static final String OFFICIAL = "clickhouse/clickhouse-server";
  private static final Map<String, Architecture> MACHINES =
      Map.of("aarch64", Architecture.ARM64, "x86_64", Architecture.AMD64);

  /**
   * The allocator of the official builds supports pages of up to 64 KiB on ARM and 4 KiB on x86.
   */
  private static final Map<Architecture, Long> LARGEST_PAGE =
      Map.of(Architecture.ARM64, 65_536L, Architecture.AMD64, 4_096L);

  private static final long COMMON_PAGE = 4_096;

  /** The limit of open files that ClickHouse's documentation recommends. */
  private static final long OPEN_FILES = 262_144;

  private static final String HOSTNAME_LABEL = "kubernetes.io/hostname";

  static CpuRequirement of(PlausibleRelease release) {
    String image = release.clickHouseImage();
    String repository = ImageReference.parse(image).repository();
    return new CpuRequirement(
        release, image, repository.equals(OFFICIAL) || repository.endsWith("/" + OFFICIAL));
  }

  /** Whether a node can certainly run the image. */
  boolean runsOn(NodeReport report) {
    Architecture architecture = MACHINES.get(report.machine());
    return architecture != null
        && missing(report, architecture).isEmpty()
        && !pagesTooLarge(report, architecture);
  }

  /**
   * Checks a node.
   *
   * @param good a node that can run the image, if one is known
   */
  PreflightFinding judge(String node, NodeReport report, Optional<String> good) {
    String subject = "node " + node;
    Architecture architecture = MACHINES.get(report.machine());
    if (architecture == null) {
      return PreflightFinding.error(
          subject,
          "its kernel is for " + report.machine() + ", which no image of the stack supports",
          "install a 64-bit operating system, or keep the stack away from this node with a node"
              + " selector");
    }
    Set<String> missing = missing(report, architecture);
    if (!missing.isEmpty()) {
      String lack =
          report.cpu().model()
              + " lacks "
              + String.join(", ", missing)
              + ", which "
              + image
              + " needs: ";
      return official
          ? PreflightFinding.error(
              subject,
              lack + "it would crash with SIGILL (exit code 132), often without a log line",
              waysOut(good, architecture))
          : PreflightFinding.warning(
              subject,
              lack.replace(" needs: ", " needs if it is built like the official image: ")
                  + "then it would crash with SIGILL (exit code 132)",
              "make sure that it is built for this processor");
    }
    if (pagesTooLarge(report, architecture)) {
      return largePages(subject, report, good, architecture);
    }
    return fine(subject, report);
  }

  private Set<String> missing(NodeReport report, Architecture architecture) {
    return report.cpu().missing(release.requiredCpuFeatures(architecture));
  }

  private boolean pagesTooLarge(NodeReport report, Architecture architecture) {
    long largest = official ? LARGEST_PAGE.getOrDefault(architecture, COMMON_PAGE) : COMMON_PAGE;
    return report.pageSize() > largest;
  }

  private PreflightFinding largePages(
      String subject, NodeReport report, Optional<String> good, Architecture architecture) {
    String found =
        report.cpu().model()
            + " runs a kernel with pages of "
            + report.pageSize()
            + " bytes; an allocator that is built for smaller ones fails with \"Unsupported system"
            + " page size\"";
    return official
        ? PreflightFinding.error(subject, found, waysOut(good, architecture))
        : PreflightFinding.warning(
            subject,
            found,
            "make sure that "
                + image
                + " is built for such pages (the official images are, up to 64 KiB), or boot a"
                + " kernel with pages of 4096 bytes (on a Raspberry Pi 5: kernel=kernel8.img in"
                + " config.txt)");
  }

  private PreflightFinding fine(String subject, NodeReport report) {
    String found =
        report.cpu().model() + " runs " + image + "; pages of " + report.pageSize() + " bytes";
    if (report.openFiles().isPresent() && report.openFiles().getAsLong() < OPEN_FILES) {
      return PreflightFinding.warning(
          subject,
          found
              + ", but a container may have only "
              + report.openFiles().getAsLong()
              + " open files",
          "raise LimitNOFILE of the container runtime's service to at least " + OPEN_FILES);
    }
    return PreflightFinding.ok(subject, found);
  }

  private static String waysOut(Optional<String> good, Architecture architecture) {
    String build = architecture == Architecture.ARM64 ? "ARMv8.0" : "this processor";
    return "choose one: run ClickHouse on another node, ClickHouseSpec.managed()"
        + ".withNodeSelector(Map.of(\""
        + HOSTNAME_LABEL
        + "\", \""
        + good.orElse("its-name")
        + "\")); use an external server, ClickHouseSpec.external(...); or name an image that is"
        + " built for "
        + build
        + ", PlausibleRelease.withClickHouseImage(...)";
  }
}
