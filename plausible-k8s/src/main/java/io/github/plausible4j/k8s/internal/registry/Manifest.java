package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import java.util.List;
import java.util.Optional;

/** What a manifest says, as far as it matters for finding a platform. */
sealed interface Manifest {

  /** An OCI index or a Docker manifest list. */
  record Index(List<Entry> entries) implements Manifest {}

  /** The image of one platform, which its configuration names. */
  record Image(ContentDigest configuration) implements Manifest {}

  /**
   * A member of an index.
   *
   * @param platform empty for members that are no images, such as attestations
   */
  record Entry(ContentDigest digest, String mediaType, Optional<Platform> platform) {

    boolean isIndex() {
      return mediaType.equals(MediaTypes.OCI_INDEX) || mediaType.equals(MediaTypes.DOCKER_LIST);
    }
  }
}
