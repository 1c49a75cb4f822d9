package io.github.plausible4j.admin;

import io.github.plausible4j.admin.desired.DesiredState;
import io.github.plausible4j.admin.desired.StatePlan;
import io.github.plausible4j.admin.internal.desired.Reconciliation;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.k8s.stack.SecretValue;
import org.jspecify.annotations.Nullable;

/** Brings a server to a desired state. Immutable and thread-safe. */
public final class Desired {
  private final Operations operations;
  private final @Nullable SecretValue secretKeyBase;
  private final DesiredState state;

  Desired(Operations operations, @Nullable SecretValue secretKeyBase, DesiredState state) {
    this.operations = operations;
    this.secretKeyBase = secretKeyBase;
    this.state = state;
  }

  /**
   * Returns what {@link #apply} would do, including refusals: the apply runs in full and is rolled
   * back. Secrets in the plan never become valid.
   */
  public StatePlan plan() {
    return operations
        .previewing()
        .write(
            "desired.plan",
            "state",
            (tx, schema) -> Reconciliation.run(tx, schema, state, secretKeyBase));
  }

  /**
   * Applies the state in one transaction. A second call changes nothing.
   *
   * @throws RefusedException with everything that cannot be done; nothing is changed then
   */
  public StatePlan apply() {
    return operations.write(
        "desired.apply",
        "state",
        (tx, schema) -> {
          StatePlan plan = Reconciliation.run(tx, schema, state, secretKeyBase);
          if (!plan.refusals().isEmpty()) {
            throw new RefusedException(
                "The state cannot be applied:\n" + String.join("\n", plan.refusals()));
          }
          return plan;
        });
  }
}
