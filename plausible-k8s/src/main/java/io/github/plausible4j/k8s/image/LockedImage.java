package io.github.plausible4j.k8s.image;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.registry.Platform;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image with its verified digests for some platforms.
 *
 * @param image the full name with its tag, such as {@code docker.io/library/postgres:16-alpine}
 * @param digest the digest of the index, which pins the image for all platforms; the digest of the
 *     manifest if the image has a single platform and no index
 * @param platforms the digest of the manifest for each platform, such as {@code linux/arm64}
 */
public record LockedImage(String image, String digest, SortedMap<String, String> platforms) {

  /**
   * Validates and normalizes all parts.
   *
   * @throws IllegalArgumentException if the name, a digest or a platform is not valid, or there is
   *     no platform
   */
  public LockedImage {
    ImageReference reference = ImageReference.parse(image);
    image = reference.byTag().orElse(reference).toString();
    String name = image;
    checkDigest(name, digest);
    SortedMap<String, String> sorted = new TreeMap<>();
    platforms.forEach(
        (platform, manifest) -> {
          checkDigest(name + " for " + platform, manifest);
          sorted.put(Platform.parse(platform).toString(), manifest);
        });
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException(
          "locked image \"" + image + "\" names no platform; resolve it for at least one");
    }
    platforms = Collections.unmodifiableSortedMap(sorted);
  }

  /** Creates a locked image from any kind of map. */
  public static LockedImage of(String image, String digest, Map<String, String> platforms) {
    return new LockedImage(image, digest, new TreeMap<>(platforms));
  }

  private static void checkDigest(String of, String digest) {
    if (ContentDigest.parse(digest).isEmpty()) {
      throw new IllegalArgumentException(
          "digest \""
              + digest
              + "\" of "
              + of
              + " is not a digest; write sha256: and 64 lower-case hexadecimal digits");
    }
  }
}
