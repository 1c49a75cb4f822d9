package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rotates a secret of another service. The caller supplies the new value and revokes the old one
 * afterwards.
 */
final class SuppliedSecretRotation implements RotationProcedure {
  private final String breaks;

  SuppliedSecretRotation(String breaks) {
    this.breaks = breaks;
  }

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options) {
    return Map.of();
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    SecretValue value =
        options
            .newValue()
            .orElseThrow(
                () ->
                    new RotationException(
                        entry.secret() + " cannot be generated; pass it as newValue"));
    Map<String, SecretValue> old = SecretLookup.of(control, entry.secret(), entry.oldVersion());
    if (old.size() != 1) {
      throw new RotationException(
          entry.secret() + " has " + old.size() + " keys instead of one: " + old.keySet());
    }
    return Map.of(old.keySet().iterator().next(), value);
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    return List.of(SwitchStep.step(control, entry));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options) {
    return List.of(new RotationPlan.Impact(breaks, "during the restart"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of();
  }
}
