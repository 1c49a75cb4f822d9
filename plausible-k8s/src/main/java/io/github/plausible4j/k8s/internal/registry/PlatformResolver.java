package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the image of each platform for an image name, and verifies it against the platform in its
 * configuration. For internal use only.
 */
public final class PlatformResolver {
  private static final int MAX_DEPTH = 3;

  private final Registry registry;

  public PlatformResolver(Registry registry) {
    this.registry = registry;
  }

  /**
   * The verified digests.
   *
   * @param digest the digest of the index, or of the manifest if there is no index
   * @param manifests the digest of the image's manifest by requested platform
   */
  public record Proof(ContentDigest digest, Map<Platform, ContentDigest> manifests) {}

  /** The digest that an image name currently refers to. */
  public ContentDigest digest(ImageReference image) {
    return registry.manifest(image).digest();
  }

  /**
   * Verifies that an image is available for all given platforms.
   *
   * @throws RegistryFailure if it is not, or the registry cannot be read
   */
  public Proof prove(ImageReference image, List<Platform> platforms) {
    VerifiedBlob top = registry.manifest(image);
    Map<Platform, ContentDigest> found = new TreeMap<>(Comparator.comparing(Platform::toString));
    for (Platform platform : platforms) {
      found.put(platform, find(image, top, platform, 0));
    }
    return new Proof(top.digest(), found);
  }

  private ContentDigest find(
      ImageReference image, VerifiedBlob document, Platform wanted, int depth) {
    Manifest manifest = ManifestReader.manifest(document);
    if (manifest instanceof Manifest.Image single) {
      Optional<Platform> platform =
          ManifestReader.configuration(registry.blob(image, single.configuration()));
      if (platform.filter(wanted::runs).isPresent()) {
        return document.digest();
      }
      String is = platform.map(Platform::toString).orElse("an unnamed platform");
      throw missing(
          image, wanted, depth == 0 ? "the image is only for " + is : mismatch(document, is));
    }
    List<Manifest.Entry> entries = images(image, (Manifest.Index) manifest, depth);
    Manifest.Entry entry =
        entries.stream()
            .filter(candidate -> candidate.platform().filter(wanted::runs).isPresent())
            .max(Comparator.comparingInt(candidate -> candidate.platform().orElseThrow().level()))
            .orElseThrow(() -> missing(image, wanted, offered(entries)));
    return find(image, registry.manifest(image.at(entry.digest())), wanted, depth + 1);
  }

  /** The images of an index and of its nested indexes. */
  private List<Manifest.Entry> images(ImageReference image, Manifest.Index index, int depth) {
    List<Manifest.Entry> all = new ArrayList<>();
    for (Manifest.Entry entry : index.entries()) {
      if (entry.platform().isPresent()) {
        all.add(entry);
      } else if (entry.isIndex() && depth < MAX_DEPTH) {
        Manifest inner = ManifestReader.manifest(registry.manifest(image.at(entry.digest())));
        if (inner instanceof Manifest.Index nested) {
          all.addAll(images(image, nested, depth + 1));
        }
      }
    }
    return all;
  }

  private static String offered(List<Manifest.Entry> entries) {
    TreeSet<String> held =
        entries.stream()
            .flatMap(entry -> entry.platform().stream())
            .map(Platform::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    return held.isEmpty()
        ? "its index names no platform"
        : "it is available for " + String.join(", ", held);
  }

  private static String mismatch(VerifiedBlob document, String is) {
    return "the index lists it, but the configuration of " + document.digest() + " says " + is;
  }

  private static RegistryFailure missing(ImageReference image, Platform wanted, String instead) {
    return new RegistryFailure(
        RegistryFailure.Kind.NO_SUCH_PLATFORM,
        image + " is not available for " + wanted + ": " + instead,
        "choose a tag that is available for "
            + wanted
            + ", run the pod on another processor, or build the image and name it");
  }
}
