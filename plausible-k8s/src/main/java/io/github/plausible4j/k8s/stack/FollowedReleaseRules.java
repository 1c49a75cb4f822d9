package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the release of a stack can take over the data of another release. */
final class FollowedReleaseRules {
  private FollowedReleaseRules() {}

  static void check(PlausibleStack stack, ProblemCollector problems) {
    String before = stack.follows();
    if (before == null) {
      return;
    }
    // The database images do not matter: data is restored, or a volume is checked when it is
    // opened.
    problems(stack, before, "", "")
        .forEach(step -> problems.add(step.field(), step.value(), step.rule(), step.remedy()));
  }

  /** See {@link PlausibleStack#upgradeProblems}. */
  static List<Problem> problems(
      PlausibleStack stack, String version, String postgres, String clickHouse) {
    List<Problem> found =
        new ArrayList<>(stack.release().upgradeProblems(version, postgres, clickHouse));
    boolean passesTheStep =
        !PlausibleVersion.of(version).atLeast(2, 1, 0)
            && PlausibleVersion.of(stack.release().version()).atLeast(2, 1, 0);
    boolean isReported = found.stream().anyMatch(problem -> problem.field().equals("release"));
    if (passesTheStep && !isReported && !stack.eventsHaveNumericIds()) {
      found.add(
          new Problem(
              "release",
              version + " to " + stack.release().version(),
              "loses events that have no numeric ids",
              "keep PlausibleRelease.CE_2_0; or run 'bin/plausible rpc"
                  + " Plausible.DataMigration.NumericIDs.run' where Plausible 2.0 runs, with docker compose exec plausible, or with kubectl"
                  + " -n "
                  + stack.namespace()
                  + " exec deployment/"
                  + stack.name()
                  + " --, and call eventsHaveNumericIds()"));
    }
    return List.copyOf(found);
  }
}
