package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import java.sql.SQLException;

/** Mailed activation codes: one row per code since 2.1.0, before that a pool of reusable codes. */
final class ActivationCodes {
  private ActivationCodes() {}

  static void discard(Transaction tx, Schema schema, long userId) throws SQLException {
    if (schema.hasTable("email_activation_codes")) {
      tx.update("DELETE FROM email_activation_codes WHERE user_id = ?", userId);
    } else if (schema.hasTable("email_verification_codes")) {
      tx.update(
          "UPDATE email_verification_codes SET user_id = NULL, issued_at = NULL WHERE user_id = ?",
          userId);
    }
  }
}
