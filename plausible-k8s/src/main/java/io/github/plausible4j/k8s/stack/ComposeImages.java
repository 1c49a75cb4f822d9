package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.List;
import java.util.Optional;

/** Finds the release that a compose project runs, by the tags of its images. */
final class ComposeImages {
  private final PlausibleRelease release;
  private final Optional<String> follows;

  ComposeImages(ComposeProject project, ComposeMapping mapping) {
    PlausibleRelease found = PlausibleRelease.CE_3_2;
    Optional<ComposeService> plausible = project.service(Kind.PLAUSIBLE);
    if (plausible.filter(service -> !service.image().isEmpty()).isPresent()) {
      found = release(found, plausible.get(), mapping);
    }
    for (ComposeService service : project.services()) {
      if (!service.image().isEmpty() && !plausible.equals(Optional.of(service))) {
        boolean own = project.service(service.kind()).equals(Optional.of(service));
        found = own ? release(found, service, mapping) : other(found, service, mapping);
      }
    }
    release = found;
    follows = told(project);
  }

  /** The version in the tag of Plausible's image; empty if the tag has none. */
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
      mapping.service(mapping.left(), service, "image", "it is not a valid image name");
      return before;
    }
    return switch (service.kind()) {
      case PLAUSIBLE -> plausible(before, service, image, mapping);
      case POSTGRES -> postgres(before, service, image, mapping);
      case CLICKHOUSE -> clickHouse(before, service, image, mapping);
      case OTHER -> other(before, service, mapping);
    };
  }

  private static PlausibleRelease other(
      PlausibleRelease before, ComposeService service, ComposeMapping mapping) {
    mapping.service(mapping.left(), service, "image", "it belongs to another program");
    return before;
  }

  /** An older server cannot read the data of a newer one. */
  private static PlausibleRelease postgres(
      PlausibleRelease before, ComposeService service, ImageReference image, ComposeMapping map) {
    int major = image.version().major();
    int own =
        ImageReference.find(before.postgresImage()).map(each -> each.version().major()).orElse(0);
    if (!image.repository().equals("library/postgres") || major <= own) {
      map.service(map.left(), service, "image", "the release has its own database images");
      return before;
    }
    map.service(map.used(), service, "image", "PostgreSQL " + major + ", newer than the release's");
    return before.withPostgresImage("docker.io/library/postgres:" + major + "-alpine");
  }

  private static PlausibleRelease clickHouse(
      PlausibleRelease before, ComposeService service, ImageReference image, ComposeMapping map) {
    ClickHouseVersion told = ClickHouseVersion.of(service.image());
    ClickHouseVersion own = ClickHouseVersion.of(before.clickHouseImage());
    if (!image.repository().equals("clickhouse/clickhouse-server")
        || !told.known()
        || own.atLeast(told.year(), told.month())) {
      map.service(map.left(), service, "image", "the release has its own database images");
      return before;
    }
    map.service(
        map.used(),
        service,
        "image",
        "ClickHouse " + told.year() + "." + told.month() + ", newer than the release's");
    return before.withClickHouseImage(
        "docker.io/clickhouse/clickhouse-server:" + told.year() + "." + told.month() + "-alpine");
  }

  private static PlausibleRelease plausible(
      PlausibleRelease before, ComposeService service, ImageReference image, ComposeMapping map) {
    ImageVersion told = image.version();
    if (!told.known() && image.repository().equals("plausible/analytics")) {
      map.problem(
          service,
          "image",
          "has a tag without a version, in a repository that has no release after 2.0",
          "write the version that runs, such as v2.0.0; docker image inspect shows when it was built");
      return PlausibleRelease.CE_2_0;
    }
    if (!told.known()) {
      map.service(map.left(), service, "image", "its tag has no version; " + before);
      return before;
    }
    PlausibleVersion version = version(told);
    PlausibleRelease set = set(version);
    if (set.equals(PlausibleRelease.SEED_2022)) {
      // The image of that release is in its author's private registry.
      set = set.withPlausible(version.toString(), "docker.io/plausible/analytics:v" + version);
      map.service(map.used(), service, "image", "release " + set);
      return set;
    }
    if (told.patch() < 0 || version.letsAnybodyRunCode()) {
      map.service(map.used(), service, "image", "release " + set);
      return set;
    }
    set = set.withPlausible(version.toString(), service.image());
    map.service(map.used(), service, "image", "release " + set);
    return set;
  }

  /** The newest release that is not newer than a version, or else the oldest one. */
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
