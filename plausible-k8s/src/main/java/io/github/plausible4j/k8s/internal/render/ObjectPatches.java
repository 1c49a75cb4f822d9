package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.plausible4j.k8s.customization.ObjectPatch;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies a stack's patches of single objects. Jobs are patched before their names get a hash. */
final class ObjectPatches {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final List<ObjectPatch> patches;

  private ObjectPatches(List<ObjectPatch> patches) {
    this.patches = patches;
  }

  static ObjectPatches of(Rendering rendering) {
    return new ObjectPatches(
        rendering.customizations().stream()
            .filter(ObjectPatch.class::isInstance)
            .map(ObjectPatch.class::cast)
            .toList());
  }

  /** Returns the patched Job, which has no hash in its name yet. */
  Job apply(Job job) {
    Job changed = job;
    for (ObjectPatch patch : patches) {
      if (patch.kind().equals("Job") && patch.name().equals(job.getMetadata().getName())) {
        changed = (Job) changed(patch, changed);
      }
    }
    return changed;
  }

  /** Returns all objects with their patches. */
  List<HasMetadata> applyAll(List<HasMetadata> objects) {
    List<HasMetadata> changed = new ArrayList<>(objects);
    List<Problem> problems = new ArrayList<>();
    for (ObjectPatch patch : patches) {
      List<HasMetadata> found = changed.stream().filter(each -> isFor(patch, each)).toList();
      if (found.isEmpty()) {
        problems.add(unknown(patch, objects));
      } else if (!patch.kind().equals("Job")) {
        changed.replaceAll(each -> isFor(patch, each) ? changed(patch, each) : each);
      }
    }
    if (!problems.isEmpty()) {
      throw new StackValidationException(problems);
    }
    return List.copyOf(changed);
  }

  private static boolean isFor(ObjectPatch patch, HasMetadata object) {
    return object.getKind().equals(patch.kind()) && shortName(object).equals(patch.name());
  }

  private static String shortName(HasMetadata object) {
    String name = object.getMetadata().getName();
    return object instanceof Job ? name.substring(0, name.lastIndexOf('-')) : name;
  }

  private static HasMetadata changed(ObjectPatch patch, HasMetadata object) {
    HasMetadata changed = run(patch, object);
    if (changed == null
        || changed.getClass() != object.getClass()
        || !ObjectRef.of(changed).equals(ObjectRef.of(object))) {
      throw refusal(
          patch,
          "returns no object or another one",
          "return the object that it is given, with its kind, name and namespace");
    }
    String again = SERIALIZATION.asJson(run(patch, object));
    if (!again.equals(SERIALIZATION.asJson(changed))) {
      throw refusal(
          patch,
          "returns another result each time, so each apply would change the cluster",
          "do not depend on time, random values or earlier calls");
    }
    return changed;
  }

  private static @Nullable HasMetadata run(ObjectPatch patch, HasMetadata object) {
    try {
      return patch.change().apply(SERIALIZATION.clone(object));
    } catch (RuntimeException e) {
      StackValidationException refusal =
          refusal(
              patch,
              "failed with " + e.getClass().getSimpleName(),
              "see the cause; StackManifests.of(stack) without the patch shows the object");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static StackValidationException refusal(ObjectPatch patch, String rule, String remedy) {
    String field = "customize.patch " + patch.kind() + " " + patch.name();
    return new StackValidationException(List.of(new Problem(field, null, rule, remedy)));
  }

  private static Problem unknown(ObjectPatch patch, List<HasMetadata> objects) {
    String names =
        objects.stream()
            .filter(each -> each.getKind().equals(patch.kind()))
            .map(ObjectPatches::shortName)
            .collect(Collectors.joining(", "));
    return new Problem(
        "customize.patch",
        patch.kind() + " " + patch.name(),
        "is not an object of this stack",
        names.isEmpty()
            ? "use one of the kinds that StackManifests.of(stack).objects() has"
            : "use one of " + names);
  }
}
