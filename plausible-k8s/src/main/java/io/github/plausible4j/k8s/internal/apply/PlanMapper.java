package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.Finding;
import io.github.plausible4j.k8s.internal.cluster.ObjectKey;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;

/** From what the machinery says to what callers see. */
final class PlanMapper {
  private PlanMapper() {}

  static Change of(Planned planned) {
    return new Change(
        Change.Action.valueOf(planned.verdict().name()),
        ref(planned.key()),
        planned.fields().stream()
            .map(field -> new Change.FieldChange(field.path(), field.before(), field.after()))
            .toList(),
        planned.contentions().stream()
            .map(each -> new Change.FieldConflict(each.manager(), each.field()))
            .toList(),
        planned.reason());
  }

  static ObjectRef ref(ObjectKey key) {
    return new ObjectRef(key.apiVersion(), key.kind(), key.namespace(), key.name());
  }

  static Diagnosis diagnosis(Finding finding) {
    return new Diagnosis(
        ref(finding.object()), finding.cause(), finding.evidence(), finding.remedy());
  }
}
