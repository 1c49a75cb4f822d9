package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.List;
import java.util.Optional;

/** The release that a compose project runs, by the tags of its images. */
final class ComposeImages {
  private final PlausibleRelease release;
  private final Optional<String> follows;

  ComposeImages(ComposeProject project, ComposeMapping mapping) {
    PlausibleRelease found = PlausibleRelease.CE_3_2;
    for (ComposeService service : project.services()) {
      if (!service.image().isEmpty()) {
        found = release(found, service, mapping);
      }
    }
    release = found;
    follows = told(project);
  }

  /** The version that the tag of Plausible's image tells; empty where it tells none. */
  Optional<String> follows() {
    return follows;
  }

  private static Optional<String> told(ComposeProject project) {
    return project
        .service(Kind.PLAUSIBLE)
        .flatMap(service -> ImageReference.find(service.image()))
        .map(ImageReference::version)
        .filter(ImageVersion::known)
        .map(ComposeImages::version)
        .map(PlausibleVersion::toString);
  }

  private static PlausibleVersion version(ImageVersion told) {
    return new PlausibleVersion(told.major(), Math.max(0, told.minor()), Math.max(0, told.patch()));
  }

  PlausibleRelease release() {
    return release;
  }

  private static PlausibleRelease release(
      PlausibleRelease before, ComposeService service, ComposeMapping mapping) {
    ImageReference image = ImageReference.find(service.image()).orElse(null);
    if (image == null) {
      mapping.service(mapping.left(), service, "image", "it is not the name of an image");
      return before;
    }
    return switch (service.kind()) {
      case PLAUSIBLE -> plausible(before, service, image, mapping);
      case POSTGRES, CLICKHOUSE -> {
        mapping.service(mapping.left(), service, "image", "the release names its databases");
        yield before;
      }
      case OTHER -> {
        mapping.service(mapping.left(), service, "image", "it is another program");
        yield before;
      }
    };
  }

  private static PlausibleRelease plausible(
      PlausibleRelease before, ComposeService service, ImageReference image, ComposeMapping map) {
    ImageVersion told = image.version();
    if (!told.known()) {
      map.service(map.left(), service, "image", "its tag tells no version; " + before);
      return before;
    }
    PlausibleVersion version = version(told);
    if (told.patch() < 0 || version.letsAnybodyRunCode()) {
      PlausibleRelease set = set(version);
      map.service(map.used(), service, "image", "release " + set);
      return set;
    }
    PlausibleRelease set = set(version).withPlausible(version.toString(), service.image());
    map.service(map.used(), service, "image", "release " + set);
    return set;
  }

  /** The newest set of images that is not newer than a version, else the oldest. */
  private static PlausibleRelease set(PlausibleVersion version) {
    List<PlausibleRelease> all = PlausibleRelease.all();
    PlausibleRelease found = PlausibleRelease.CE_1_5;
    for (PlausibleRelease each : all) {
      PlausibleVersion own = PlausibleVersion.of(each.version());
      boolean line = version.major() >= 3 ? own.major() == 3 : own.minor() == version.minor();
      if (own.major() == Math.min(3, version.major()) && line) {
        found = each;
      }
    }
    return found;
  }
}
