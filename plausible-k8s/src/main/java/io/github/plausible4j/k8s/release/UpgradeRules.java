package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks whether an upgrade is possible with existing data. */
final class UpgradeRules {
  /** ClickHouse supports upgrades across about one year of releases. */
  private static final int LONGEST_STEP_MONTHS = 13;

  /** The long-term releases of ClickHouse, which are supported for a year. */
  private static final List<ClickHouseVersion> LONG_TERM =
      List.of(
          new ClickHouseVersion(22, 8),
          new ClickHouseVersion(23, 3),
          new ClickHouseVersion(23, 8),
          new ClickHouseVersion(24, 3),
          new ClickHouseVersion(24, 8),
          new ClickHouseVersion(25, 3),
          new ClickHouseVersion(25, 8));

  /**
   * Debian releases in the tags of images. Each has another glibc, and with it another text order.
   */
  private static final Set<String> DEBIAN = Set.of("buster", "bullseye", "bookworm", "trixie");

  private final List<Problem> problems = new ArrayList<>();

  private UpgradeRules() {}

  /**
   * Checks the upgrade from the running images to a release.
   *
   * @param fromVersion the running version of Plausible
   * @param fromPostgres the running image of PostgreSQL; empty if the stack does not run PostgreSQL
   * @param fromClickHouse the running image of ClickHouse; empty if the stack does not run
   *     ClickHouse
   */
  static List<Problem> check(
      String fromVersion, String fromPostgres, String fromClickHouse, PlausibleRelease to) {
    UpgradeRules rules = new UpgradeRules();
    rules.plausible(PlausibleVersion.of(fromVersion), PlausibleVersion.of(to.version()));
    Optional<ImageReference> postgres = ImageReference.find(to.postgresImage());
    ImageReference.find(fromPostgres)
        .ifPresent(from -> postgres.ifPresent(next -> rules.postgres(from, next)));
    if (!fromClickHouse.isEmpty()) {
      rules.clickHouse(fromClickHouse, to.clickHouseImage());
    }
    return List.copyOf(rules.problems);
  }

  private void plausible(PlausibleVersion from, PlausibleVersion to) {
    String step = from + " to " + to;
    if (to.compareTo(from) < 0) {
      problems.add(
          new Problem(
              "release",
              step,
              "is a downgrade, and migrations cannot be undone",
              "restore the backup that was made before the upgrade"));
    } else if (!from.atLeast(1, 5, 0) && to.atLeast(2, 0, 0)) {
      problems.add(skipped(step, "1.5", "CE_1_5"));
    } else if (!from.atLeast(2, 0, 0) && to.atLeast(2, 1, 0)) {
      problems.add(skipped(step, "2.0, with its numeric ids data migration", "CE_2_0"));
    } else if (!from.atLeast(2, 1, 0) && to.atLeast(3, 0, 0)) {
      problems.add(skipped(step, "2.1", "CE_2_1"));
    }
  }

  private static Problem skipped(String step, String version, String constant) {
    return new Problem(
        "release",
        step,
        "leaves out Plausible " + version,
        "apply PlausibleRelease." + constant + " first, then go on");
  }

  private void postgres(ImageReference from, ImageReference to) {
    String step = from.tag() + " to " + to.tag();
    int before = from.version().major();
    int after = to.version().major();
    if (before <= 0 || after <= 0) {
      return; // the user decides about images of an unknown version
    }
    if (before != after) {
      problems.add(
          new Problem(
              "release.postgresImage",
              step,
              "changes the major version over existing data, which the server refuses to open",
              "keep major "
                  + before
                  + " with withPostgresImage, or back up, start with an empty volume and restore"));
    } else if (from.isAlpine() != to.isAlpine()) {
      problems.add(
          new Problem(
              "release.postgresImage",
              step,
              "changes between Alpine and Debian, and with it the owner of the files (70 or 999)"
                  + " and the order of text in indexes",
              "keep the flavour with withPostgresImage, or back up, start with an empty volume and"
                  + " restore"));
    } else if (!debian(from).equals(debian(to)) && !debian(from).isEmpty()) {
      problems.add(
          new Problem(
              "release.postgresImage",
              step,
              "changes the release of Debian, and with its glibc the order of text in indexes",
              "keep "
                  + debian(from)
                  + " with withPostgresImage, or back up, start with an empty volume and restore"));
    }
  }

  /** The Debian release in a tag; empty if there is none. */
  private static String debian(ImageReference image) {
    String tag = String.valueOf(image.tag());
    return DEBIAN.stream().filter(tag::contains).findFirst().orElse("");
  }

  private void clickHouse(String from, String to) {
    String step = tag(from) + " to " + tag(to);
    ClickHouseVersion before = ClickHouseVersion.of(from);
    ClickHouseVersion after = ClickHouseVersion.of(to);
    if (tag(from).equals(tag(to))) {
      return;
    }
    if (!before.known() || !after.known()) {
      problems.add(
          new Problem(
              "release.clickHouseImage",
              step,
              "may be a downgrade over existing data, because a tag does not tell its version",
              "name year and month in the tag, such as 24.12-alpine"));
    } else if (!after.atLeast(before.year(), before.month())) {
      problems.add(
          new Problem(
              "release.clickHouseImage",
              step,
              "is a downgrade over existing data",
              "keep the newer image with withClickHouseImage"));
    } else if (after.monthsSince(before) > LONGEST_STEP_MONTHS) {
      problems.add(
          new Problem(
              "release.clickHouseImage",
              step,
              "is more than a year of releases in one step, which ClickHouse does not support",
              "apply with withClickHouseImage of " + steps(before, after) + " one after another"));
    }
  }

  /** The intermediate long-term releases, with steps as long as possible. */
  private static String steps(ClickHouseVersion from, ClickHouseVersion to) {
    List<String> steps = new ArrayList<>();
    ClickHouseVersion at = from;
    while (to.monthsSince(at) > LONGEST_STEP_MONTHS) {
      ClickHouseVersion next = at;
      for (ClickHouseVersion each : LONG_TERM) {
        if (each.monthsSince(at) > 0 && each.monthsSince(at) <= LONGEST_STEP_MONTHS) {
          next = each;
        }
      }
      if (next.equals(at)) {
        break; // the target is newer than the releases that this library knows
      }
      steps.add(next.year() + "." + next.month());
      at = next;
    }
    steps.add(to.year() + "." + to.month());
    return String.join(", ", steps);
  }

  private static String tag(String image) {
    return ImageReference.find(image).map(name -> String.valueOf(name.tag())).orElse(image);
  }
}
