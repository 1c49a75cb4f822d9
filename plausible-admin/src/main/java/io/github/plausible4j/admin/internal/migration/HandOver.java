package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists what to change manually once the data is in the cluster. */
final class HandOver {
  private HandOver() {}

  static List<String> sentences(ComposeSource source, StackTarget target) throws IOException {
    PlausibleStack stack = target.stack();
    List<String> next = new ArrayList<>();
    for (String connector : source.connectors()) {
      next.add(
          "stop the connector of the compose project, otherwise it receives some of the visitors:"
              + " docker compose stop "
              + connector);
    }
    next.add(
        stack
            .exposure()
            .match(
                none -> "point what is in front of " + stack.host() + " to the Service",
                ingress ->
                    "let the DNS record of " + stack.host() + " lead to the cluster's Ingress",
                gateway ->
                    "let the DNS record of " + stack.host() + " lead to the cluster's Gateway",
                token -> "let the tunnel's route of " + stack.host() + " lead to the Service",
                config -> "let the DNS record of " + stack.host() + " lead to the tunnel"));
    next.addAll(target.apply().access().hints());
    next.addAll(numericIds(target));
    next.add(
        "the compose project is stopped and unchanged: rollback() starts it again, without the"
            + " events that the cluster counts from now on");
    next.add("call finish() when everything works");
    return next;
  }

  /** A step that the release does not run automatically. */
  private static List<String> numericIds(StackTarget target) throws IOException {
    PlausibleStack stack = target.stack();
    PlausibleVersion version = PlausibleVersion.of(stack.release().version());
    if (!version.atLeast(2, 0, 0)
        || version.atLeast(2, 1, 0)
        || Counting.of(target.databases()).withoutNumericIds().isEmpty()) {
      return List.of();
    }
    return List.of(
        "events have no numeric ids yet, and an upgrade to Plausible 2.1 would lose them: kubectl"
            + " -n "
            + stack.namespace()
            + " exec deployment/"
            + stack.name()
            + " -- "
            + MigrationChecks.NUMERIC_IDS);
  }
}
