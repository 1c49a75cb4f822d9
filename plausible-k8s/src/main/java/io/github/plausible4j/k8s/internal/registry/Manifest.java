package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import java.util.List;
import java.util.Optional;

/** The parts of a manifest that are needed to find a platform. */
sealed interface Manifest {

  /** An OCI index or a Docker manifest list. */
  record Index(List<Entry> entries) implements Manifest {}

  /** The image of one platform, which is named in its configuration. */
  record Image(ContentDigest configuration) implements Manifest {}

  /**
   * An entry of an index.
   *
   * @param platform empty for entries that are not images, such as attestations
   */
  record Entry(ContentDigest digest, String mediaType, Optional<Platform> platform) {

    boolean isIndex() {
      return mediaType.equals(MediaTypes.OCI_INDEX) || mediaType.equals(MediaTypes.DOCKER_LIST);
    }
  }
}
