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
 * Walks from a name to the image of each platform, down to the configuration that names the
 * processor. For internal use only.
 */
public final class PlatformResolver {
  private static final int DEEPEST = 3;

  private final Registry registry;

  public PlatformResolver(Registry registry) {
    this.registry = registry;
  }

  /**
   * What was proven.
   *
   * @param digest of the index, or of the manifest where there is no index
   * @param manifests the image's manifest by platform asked for
   */
  public record Proof(ContentDigest digest, Map<Platform, ContentDigest> manifests) {}

  /** The digest that a name refers to now. */
  public ContentDigest digest(ImageReference image) {
    return registry.manifest(image).digest();
  }

  /** Proves that an image is there for all of some platforms. */
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
          image, wanted, depth == 0 ? "the image is for " + is + " alone" : lies(document, is));
    }
    List<Manifest.Entry> entries = images(image, (Manifest.Index) manifest, depth);
    Manifest.Entry entry =
        entries.stream()
            .filter(candidate -> candidate.platform().filter(wanted::runs).isPresent())
            .max(Comparator.comparingInt(candidate -> candidate.platform().orElseThrow().level()))
            .orElseThrow(() -> missing(image, wanted, holds(entries)));
    return find(image, registry.manifest(image.at(entry.digest())), wanted, depth + 1);
  }

  /** The images of an index and of the indexes within it. */
  private List<Manifest.Entry> images(ImageReference image, Manifest.Index index, int depth) {
    List<Manifest.Entry> all = new ArrayList<>();
    for (Manifest.Entry entry : index.entries()) {
      if (entry.platform().isPresent()) {
        all.add(entry);
      } else if (entry.isIndex() && depth < DEEPEST) {
        Manifest inner = ManifestReader.manifest(registry.manifest(image.at(entry.digest())));
        if (inner instanceof Manifest.Index nested) {
          all.addAll(images(image, nested, depth + 1));
        }
      }
    }
    return all;
  }

  private static String holds(List<Manifest.Entry> entries) {
    TreeSet<String> held =
        entries.stream()
            .flatMap(entry -> entry.platform().stream())
            .map(Platform::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    return held.isEmpty()
        ? "its index names no platform"
        : "it is there for " + String.join(", ", held);
  }

  private static String lies(VerifiedBlob document, String is) {
    return "the index names it, but the configuration of " + document.digest() + " says " + is;
  }

  private static RegistryFailure missing(ImageReference image, Platform wanted, String instead) {
    return new RegistryFailure(
        RegistryFailure.Kind.NO_SUCH_PLATFORM,
        image + " is not there for " + wanted + ": " + instead,
        "choose a tag that is there for "
            + wanted
            + ", run the pod on another processor, or build the image and name it");
  }
}
