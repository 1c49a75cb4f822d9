package io.github.plausible4j.k8s.internal.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks that each selector selects the pods of exactly one workload. */
final class Selectors {
  private Selectors() {}

  static List<Problem> problems(List<HasMetadata> objects) {
    List<Problem> problems = new ArrayList<>();
    for (HasMetadata selecting : objects) {
      Map<String, String> selector = selector(selecting);
      List<String> selected =
          objects.stream()
              .filter(each -> !selector.isEmpty() && selects(selector, each))
              .map(each -> each.getKind() + " " + each.getMetadata().getName())
              .toList();
      if (!selector.isEmpty() && selected.size() != 1) {
        problems.add(
            new Problem(
                selecting.getKind() + " " + selecting.getMetadata().getName(),
                String.valueOf(selector),
                selected.isEmpty() ? "selects no pods" : "selects the pods of " + selected,
                "keep the labels of the stack"));
      }
    }
    return problems;
  }

  private static Map<String, String> selector(HasMetadata object) {
    Map<String, String> selector = null;
    if (object instanceof Service service) {
      selector = service.getSpec().getSelector();
    } else if (object instanceof Deployment deployment) {
      selector = deployment.getSpec().getSelector().getMatchLabels();
    } else if (object instanceof StatefulSet set) {
      selector = set.getSpec().getSelector().getMatchLabels();
    }
    return selector == null ? Map.of() : selector;
  }

  private static boolean selects(Map<String, String> selector, HasMetadata workload) {
    return Edited.template(workload)
        .map(PodTemplateSpec::getMetadata)
        .filter(meta -> meta.getLabels().entrySet().containsAll(selector.entrySet()))
        .isPresent();
  }
}
