package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The procedure that rotates one kind of secret. */
sealed interface RotationProcedure
    permits PostgresTwoLogins,
        PostgresSingleLogin,
        ClickHousePasswordRotation,
        SecretKeyBaseRotation,
        TotpVaultKeyRotation,
        AdminPasswordRotation,
        SuppliedSecretRotation {

  /**
   * The data that the steps need after an interruption, without secrets. Called once, at the start.
   */
  Map<String, String> facts(StackControl control, RotationOptions options) throws SQLException;

  /**
   * The values of the new version. Called once, before the first step.
   *
   * @throws RotationException if a value from the caller is invalid
   */
  Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) throws SQLException;

  /** The steps after the creation of the new version. */
  List<Step> steps(StackControl control, JournalEntry entry, RotationResults results);

  List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options)
      throws SQLException;

  Set<Consequence> mustBeAcknowledged();
}
