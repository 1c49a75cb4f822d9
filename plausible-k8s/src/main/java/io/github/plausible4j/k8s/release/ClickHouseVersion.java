package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import java.util.Set;

/**
 * What depends on the version of ClickHouse.
 *
 * @param year such as 24, -1 where the image's tag does not tell
 * @param month such as 12, -1 where the image's tag does not tell
 */
public record ClickHouseVersion(int year, int month) {
  /** Builds since 22.9 are made for ARMv8.2; a Raspberry Pi 4 has ARMv8.0. */
  private static final Set<String> ARM = Set.of("atomics", "asimddp", "asimdrdm", "crc32", "lrcpc");

  /** Reads the tag of an image. */
  public static ClickHouseVersion of(String image) {
    ImageVersion version =
        ImageReference.find(image).map(ImageReference::version).orElse(ImageVersion.of(""));
    return new ClickHouseVersion(version.major(), version.minor());
  }

  /** Whether year and month are known. */
  public boolean known() {
    return year > 0 && month > 0;
  }

  /** Whether it is known to be a version or a later one. */
  public boolean atLeast(int otherYear, int otherMonth) {
    return year > otherYear || (year == otherYear && month >= otherMonth);
  }

  /** The months between two known versions; a year has twelve. */
  int monthsSince(ClickHouseVersion earlier) {
    return (year - earlier.year) * 12 + month - earlier.month;
  }

  /** An image without a readable version is taken for a recent one. */
  Set<String> requiredCpuFeatures(Architecture architecture) {
    return switch (architecture) {
      case ARM64 -> !known() || atLeast(22, 9) ? ARM : Set.of();
      case AMD64 -> !known() || atLeast(26, 1) ? Set.of("avx2") : Set.of("sse4_2");
      case ANY -> Set.of();
    };
  }
}
