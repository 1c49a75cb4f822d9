package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;

/** Which release may follow which over existing data. */
public final class UpgradeRules {
  private UpgradeRules() {}

  /**
   * Checks the step from what runs to a release.
   *
   * @param fromVersion the version of Plausible that runs
   * @param fromPostgres the image of PostgreSQL that runs; empty if it is not the stack's own
   * @param fromClickHouse the image of ClickHouse that runs; empty if it is not the stack's own
   */
  public static List<Problem> check(
      String fromVersion, String fromPostgres, String fromClickHouse, PlausibleRelease to) {
    List<Problem> problems = new ArrayList<>();
    plausible(PlausibleVersion.of(fromVersion), to, problems);
    if (!fromPostgres.isEmpty()) {
      postgres(ImageName.of(fromPostgres), ImageName.of(to.postgresImage()), problems);
    }
    if (!fromClickHouse.isEmpty()) {
      clickHouse(fromClickHouse, to.clickHouseImage(), problems);
    }
    return List.copyOf(problems);
  }

  private static void plausible(
      PlausibleVersion from, PlausibleRelease release, List<Problem> problems) {
    PlausibleVersion to = PlausibleVersion.of(release.version());
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

  private static void postgres(ImageName from, ImageName to, List<Problem> problems) {
    String step = from.tag() + " to " + to.tag();
    int before = from.number(0);
    int after = to.number(0);
    if (before > 0 && after > 0 && before != after) {
      problems.add(
          new Problem(
              "release.postgresImage",
              step,
              "changes the major version over existing data, which the server refuses to open",
              "keep major "
                  + before
                  + " with withPostgresImage, or back up, start with an empty volume and restore"));
    } else if (before > 0 && after > 0 && from.alpine() != to.alpine()) {
      problems.add(
          new Problem(
              "release.postgresImage",
              step,
              "changes between Alpine and Debian, and with it the owner of the files (70 or 999)"
                  + " and the order of text in indexes",
              "keep the flavour with withPostgresImage, or back up, start with an empty volume and"
                  + " restore"));
    }
  }

  private static void clickHouse(String from, String to, List<Problem> problems) {
    ClickHouseVersion before = ClickHouseVersion.of(from);
    ClickHouseVersion after = ClickHouseVersion.of(to);
    if (before.known() && after.known() && !after.atLeast(before.year(), before.month())) {
      problems.add(
          new Problem(
              "release.clickHouseImage",
              ImageName.of(from).tag() + " to " + ImageName.of(to).tag(),
              "is a downgrade over existing data",
              "keep the newer image with withClickHouseImage"));
    }
  }
}
