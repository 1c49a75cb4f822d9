package io.github.plausible4j.k8s.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.apply.Diagnoses;
import io.github.plausible4j.k8s.internal.render.Checksums;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Change.FieldChange;
import io.github.plausible4j.k8s.plan.Change.FieldConflict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody reads before saying yes. */
class PlanTextTest {
  private static ObjectRef ref(String kind, String name) {
    return new ObjectRef("v1", kind, "web", name);
  }

  @Test
  void anUpdateOfAPodTemplateSaysThatItsPodsAreReplaced() {
    Change change =
        new Change(
            Action.UPDATE,
            ref("Deployment", "plausible"),
            List.of(
                new FieldChange(
                    "spec.template.metadata.annotations." + Checksums.CONFIG, "0456", "b227"),
                new FieldChange("spec.template.spec.containers[plausible].image", "a:1", "a:2")),
            List.of(),
            "");
    assertThat(change.toString().lines())
        .containsExactly(
            "~ update   Deployment web/plausible  (its pods are replaced)",
            "        spec.template.metadata.annotations.plausible4j.io/config-sha256: other"
                + " content",
            "        spec.template.spec.containers[plausible].image: a:1 -> a:2");
  }

  @Test
  void anUpdateBesideThePodTemplateInterruptsNothing() {
    Change change =
        new Change(
            Action.UPDATE,
            ref("Deployment", "plausible"),
            List.of(new FieldChange("spec.replicas", "1", "2")),
            List.of(),
            "");
    assertThat(change.toString()).doesNotContain("replaced").contains("spec.replicas: 1 -> 2");
  }

  @Test
  void aConflictNamesTheManagersThatCanBeTakenOver() {
    Change change =
        new Change(
            Action.CONFLICT,
            ref("Deployment", "plausible"),
            List.of(),
            List.of(
                new FieldConflict("kubectl-edit", ".spec.replicas"),
                new FieldConflict("kubectl-edit", ".spec.paused"),
                new FieldConflict("helm", ".metadata.labels.x")),
            "");
    assertThat(Diagnoses.conflict(change).remedy())
        .endsWith("builder(client).takeOver(\"kubectl-edit\").takeOver(\"helm\")");
  }

  @Test
  void aStackOfWhichSomethingIsMissingIsNotReady() {
    ObjectStatus there =
        new ObjectStatus(ref("Service", "a"), ObjectStatus.State.READY, "exists", Optional.empty());
    ObjectStatus missing =
        new ObjectStatus(ref("Service", "b"), ObjectStatus.State.MISSING, "", Optional.empty());
    assertThat(new StackStatus("plausible", List.of(there, missing)).toString().lines())
        .containsExactly(
            "stack plausible is not ready: 1 of 2 objects are ready", "  missing   Service web/b");
  }
}
