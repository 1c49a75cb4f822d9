package io.github.plausible4j.k8s.internal.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.ArrayList;
import java.util.List;

/** Compares the objects of a stack with and without its customizations. */
public final class StackInvariants {
  private StackInvariants() {}

  /**
   * Checks all objects.
   *
   * @param secrets the secret values that the caller gave
   * @param plain the objects without customizations
   * @param customized the same objects with customizations, in the same order
   * @throws StackValidationException if a customization breaks a rule; it has all problems
   */
  public static void check(
      PlausibleStack stack,
      List<String> secrets,
      List<HasMetadata> plain,
      List<HasMetadata> customized) {
    List<Problem> problems = new ArrayList<>();
    DataVolumes volumes = new DataVolumes(stack);
    PlainSecrets texts = new PlainSecrets(secrets);
    for (int i = 0; i < plain.size(); i++) {
      Edited object = new Edited(plain.get(i), customized.get(i));
      if (object.isChanged()) {
        problems.addAll(KeptFields.problems(object));
        problems.addAll(PodInvariants.problems(object));
        problems.addAll(volumes.problems(object));
        problems.addAll(texts.problems(object));
      }
    }
    problems.addAll(Selectors.problems(customized));
    if (!problems.isEmpty()) {
      throw new StackValidationException(problems.stream().distinct().toList());
    }
  }
}
