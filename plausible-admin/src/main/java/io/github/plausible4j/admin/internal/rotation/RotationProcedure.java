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

/** How one kind of secret is rotated. */
sealed interface RotationProcedure
    permits PostgresTwoLogins,
        PostgresSingleLogin,
        ClickHousePasswordRotation,
        SecretKeyBaseRotation,
        TotpVaultKeyRotation,
        AdminPasswordRotation,
        SuppliedSecretRotation {

  /**
   * What the steps need to know after an interruption, without secrets; asked once, at the start.
   */
  Map<String, String> facts(StackControl control, RotationOptions options) throws SQLException;

  /**
   * The values of the new version; asked once, before anything is under way.
   *
   * @throws RotationException if what the caller gave cannot be taken
   */
  Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) throws SQLException;

  /** The steps after the new version's creation. */
  List<Step> steps(StackControl control, JournalEntry entry, RotationResults results);

  List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options)
      throws SQLException;

  Set<Consequence> mustBeAcknowledged();
}
