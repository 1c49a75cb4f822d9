package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.List;

/** Whether the release of a stack may follow that of the compose project it was made of. */
final class FollowedReleaseRules {
  private FollowedReleaseRules() {}

  static void check(PlausibleStack stack, ProblemCollector problems) {
    String before = stack.follows();
    if (before == null) {
      return;
    }
    String next = stack.release().version();
    // Images of databases are no matter: data are restored, or a volume is looked at when it opens.
    List<Problem> steps = stack.release().upgradeProblems(before, "", "");
    steps.forEach(step -> problems.add(step.field(), step.value(), step.rule(), step.remedy()));
    boolean afterIds = PlausibleVersion.of(next).atLeast(2, 1, 0);
    if (steps.isEmpty()
        && afterIds
        && !PlausibleVersion.of(before).atLeast(2, 1, 0)
        && !stack.eventsHaveNumericIds()) {
      problems.add(
          "release",
          before + " to " + next,
          "loses events that have no numeric ids",
          "keep PlausibleRelease.CE_2_0; or run 'docker compose exec plausible bin/plausible rpc"
              + " Plausible.DataMigration.NumericIDs.run' in the project and call"
              + " eventsHaveNumericIds()");
    }
  }
}
