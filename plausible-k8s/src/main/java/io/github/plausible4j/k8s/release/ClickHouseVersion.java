package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import java.util.Set;

/**
 * The version of ClickHouse and what depends on it.
 *
 * @param year the year, such as 24; -1 if the image's tag does not have it
 * @param month the month, such as 12; -1 if the image's tag does not have it
 */
public record ClickHouseVersion(int year, int month) {
  /** Builds since 22.9 are made for ARMv8.2; a Raspberry Pi 4 has ARMv8.0. */
  private static final Set<String> ARM = Set.of("atomics", "asimddp", "asimdrdm", "crc32", "lrcpc");

  /** Reads the version from the tag of an image. */
  public static ClickHouseVersion of(String image) {
    ImageVersion version =
        ImageReference.find(image).map(ImageReference::version).orElse(ImageVersion.of(""));
    return new ClickHouseVersion(version.major(), version.minor());
  }

  /** Whether year and month are known. */
  public boolean known() {
    return year > 0 && month > 0;
  }

  /** Whether this version is known and at least as new as another version. */
  public boolean atLeast(int otherYear, int otherMonth) {
    return year > otherYear || (year == otherYear && month >= otherMonth);
  }

  /** The number of months between two known versions. */
  int monthsSince(ClickHouseVersion earlier) {
    return (year - earlier.year) * 12 + month - earlier.month;
  }

  /** The required processor features. An image without a readable version counts as recent. */
  Set<String> requiredCpuFeatures(Architecture architecture) {
    return switch (architecture) {
      case ARM64 -> !known() || atLeast(22, 9) ? ARM : Set.of();
      case AMD64 -> !known() || atLeast(26, 1) ? Set.of("avx2") : Set.of("sse4_2");
      case ANY -> Set.of();
    };
  }
}
