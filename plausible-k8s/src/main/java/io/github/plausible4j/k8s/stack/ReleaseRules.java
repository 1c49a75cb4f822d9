package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the images of a release and the versions in their tags. */
final class ReleaseRules {
  /** The repository of Plausible's images before 2.0, which were not built for ARM. */
  private static final String BEFORE_ARM = "docker.io/plausible/analytics";

  private static final int FIRST_YEAR = 1000;
  private static final Pattern BEFORE_RELEASE = Pattern.compile(".*[-.](?:rc|beta|alpha|pre)\\b.*");

  /** Tags that move from image to image by their nature. */
  private static final Pattern MOVING =
      Pattern.compile(
          "(?:.*[-.])?(?:latest|stable|lts|edge|nightly|main|master|head|dev)(?:[-.].*)?");

  /** Images that are not based on the official one. They use other paths and another user. */
  private static final Pattern OTHER_VENDOR =
      Pattern.compile(
          ".*(?:bitnami|chainguard|supabase|timescaledb-ha|sclorg|rhel\\d|spilo|crunchy).*|(?:.*/)?postgresql[^/]*");

  private final PlausibleStack stack;
  private final PlausibleRelease release;
  private final PlausibleVersion version;
  private final ProblemCollector problems;

  private ReleaseRules(PlausibleStack stack, ProblemCollector problems) {
    this.stack = stack;
    this.release = stack.release();
    this.version = PlausibleVersion.of(release.version());
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    ReleaseRules rules = new ReleaseRules(stack, problems);
    rules.version();
    FollowedReleaseRules.check(stack, problems);
    rules
        .image("release.plausibleImage", rules.release.plausibleImage())
        .ifPresent(rules::plausible);
    rules.image("release.postgresImage", rules.release.postgresImage()).ifPresent(rules::postgres);
    rules
        .image("release.clickHouseImage", rules.release.clickHouseImage())
        .ifPresent(rules::clickHouse);
    rules.image("release.tunnelImage", rules.release.tunnelImage());
    rules.image("release.toolsImage", rules.release.toolsImage());
    String mail = rules.release.mailImage();
    if (mail != null) {
      rules.image("release.mailImage", mail);
    }
  }

  private void version() {
    if (version.major() < 1) {
      add("version", release.version(), "is not a version of Plausible", "write it as 3.2.1");
    } else if (version.letsAnybodyRunCode()) {
      add(
          "version",
          release.version(),
          "lets anybody run code through /storybook (CVE-2026-8467)",
          "use 3.2.1 or later");
    } else if (version.equals(new PlausibleVersion(2, 1, 0))) {
      add(
          "version",
          release.version(),
          "fails in its migration of sessions on ClickHouse 24",
          "use 2.1.1 or later, such as PlausibleRelease.CE_2_1");
    }
  }

  private Optional<ImageReference> image(String field, String image) {
    Optional<ImageReference> name = ImageReference.find(image);
    if (name.isEmpty()) {
      problems.add(field, image, "is not the name of an image", "write it as registry/name:tag");
    } else if (name.get().digest() == null && MOVING.matcher(tag(name.get())).matches()) {
      moving(field, image, "use a tag other than latest");
    }
    return name;
  }

  private void moving(String field, String image, String remedy) {
    problems.add(
        field,
        image,
        "may refer to another image tomorrow",
        remedy + ", or append @sha256: and the digest to the tag");
  }

  /** Whether a version is a pre-release. */
  private static boolean isBefore(String text) {
    return BEFORE_RELEASE.matcher(text).matches();
  }

  private static String tag(ImageReference image) {
    return image.tag() == null ? "" : image.tag();
  }

  /** The version in the tag has to agree with the version of the release. */
  private void plausible(ImageReference image) {
    String field = "release.plausibleImage";
    ImageVersion told = image.version();
    // A date is not a version of Plausible.
    boolean tells = told.known() && told.major() < FIRST_YEAR;
    if (!tells) {
      if (!release.versionIsStated() && !MOVING.matcher(tag(image)).matches()) {
        problems.add(
            field,
            release.plausibleImage(),
            "has a tag without a version",
            "set the version with withPlausible(\"" + version + "\", image)");
      }
    } else if (told.major() != version.major()
        || (told.minor() >= 0 && told.minor() != version.minor())
        || (told.patch() >= 0 && told.patch() != version.patch())) {
      PlausibleVersion tagged = PlausibleVersion.of(tag(image));
      problems.add(
          field,
          release.plausibleImage(),
          "has another version than the release, which is "
              + version
              + (tagged.letsAnybodyRunCode() ? ", and has CVE-2026-8467" : ""),
          "use withPlausible(version, image) to change both, or keep the image");
    } else if (isBefore(tag(image)) && !isBefore(release.version())) {
      problems.add(
          field,
          release.plausibleImage(),
          "is a pre-release of version " + version,
          "use the image of that version, or set this version with withPlausible(\""
              + tag(image)
              + "\", image)");
    } else if (told.patch() < 0 && image.digest() == null) {
      moving(
          field, release.plausibleImage(), "use a tag with all three numbers, such as v" + version);
    }
    if (!version.atLeast(2, 0, 0)
        && stack.architecture() != Architecture.AMD64
        && image.name().endsWith(BEFORE_ARM)) {
      problems.add(
          field,
          release.plausibleImage(),
          "is for amd64 only, and the stack is for " + stack.architecture(),
          "set architecture(Architecture.AMD64), or name an image that is built for the board with"
              + " withPlausible(version, image)");
    }
  }

  private void postgres(ImageReference image) {
    if (!(stack.postgres() instanceof PostgresSpec.Managed)) {
      return;
    }
    String field = "release.postgresImage";
    int major = image.version().major();
    int oldest = version.atLeast(3, 0, 0) ? 14 : version.atLeast(2, 0, 0) ? 13 : 12;
    if (major < 0) {
      problems.add(
          field,
          release.postgresImage(),
          "has no tag with its major version and its flavour",
          "write it as postgres:16-alpine, followed by @sha256:... to pin it");
    } else if (OTHER_VENDOR.matcher(image.repository()).matches()) {
      problems.add(
          field,
          release.postgresImage(),
          "uses other paths and another user than the official image",
          "use postgres:" + major + "-alpine, or run it yourself and use PostgresSpec.external");
    } else if (major < oldest) {
      problems.add(
          field,
          release.postgresImage(),
          "is too old for Plausible " + version,
          "use PostgreSQL " + oldest + " or later");
    }
  }

  private void clickHouse(ImageReference image) {
    String field = "release.clickHouseImage";
    if (stack.clickHouse() instanceof ClickHouseSpec.External) {
      return;
    }
    if (OTHER_VENDOR.matcher(image.repository()).matches()) {
      problems.add(
          field,
          release.clickHouseImage(),
          "uses other paths and another user than the official image",
          "use clickhouse/clickhouse-server");
      return;
    }
    ClickHouseVersion told = ClickHouseVersion.of(release.clickHouseImage());
    if (image.version().known() && !told.known() && image.digest() == null) {
      moving(
          field, release.clickHouseImage(), "use a tag with year and month, such as 24.12-alpine");
    } else if (told.known() && version.atLeast(2, 0, 0) && !told.atLeast(23, 3)) {
      problems.add(
          field,
          release.clickHouseImage(),
          "is too old for Plausible " + version,
          "use 23.3 or later, or an older release of Plausible");
    }
  }

  private void add(String part, Object value, String rule, String remedy) {
    problems.add("release." + part, value, rule, remedy);
  }
}
