package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.schema.SchemaCheck;
import io.github.plausible4j.admin.internal.sql.Database;
import io.github.plausible4j.admin.internal.sql.SqlMessages;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.model.AdminException;
import io.github.plausible4j.admin.model.AdminResult;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations. Each one runs in one transaction that begins with the schema check. A preview is
 * rolled back; the audit log is written after the commit. For internal use only.
 */
public final class Operations {
  private static final Logger AUDIT = LoggerFactory.getLogger("io.github.plausible4j.admin.audit");

  private final Database database;
  private final boolean preview;
  private final boolean unknownSchemaAllowed;

  public Operations(Database database, boolean preview, boolean unknownSchemaAllowed) {
    this.database = database;
    this.preview = preview;
    this.unknownSchemaAllowed = unknownSchemaAllowed;
  }

  /** The work of an operation, with the checked schema. */
  @FunctionalInterface
  public interface Step<T> {
    T in(Transaction transaction, Schema schema) throws SQLException;
  }

  public boolean isPreview() {
    return preview;
  }

  public Operations previewing() {
    return new Operations(database, true, unknownSchemaAllowed);
  }

  public Operations allowingUnknownSchema() {
    return new Operations(database, preview, true);
  }

  public <T> T read(String operation, Step<T> step) {
    return run(operation, false, step);
  }

  /**
   * Runs an operation that writes, in one transaction, and writes it to the audit log.
   *
   * @param subject what the operation is about, such as an email or a domain; never a secret
   */
  public <T extends AdminResult> T write(String operation, String subject, Step<T> step) {
    T result;
    try {
      result =
          run(
              operation,
              !preview,
              (transaction, schema) -> {
                refuseUnknown(operation, schema);
                return step.in(transaction, schema);
              });
    } catch (AdminException e) {
      auditFailure(operation, subject, e);
      throw e;
    }
    audit(operation, subject, preview, result);
    return result;
  }

  /** Runs an operation outside of PostgreSQL and writes it to the audit log. */
  public <T extends AdminResult> T outside(
      String operation, String subject, Function<Boolean, T> work) {
    T result;
    try {
      result = work.apply(preview);
    } catch (AdminException e) {
      auditFailure(operation, subject, e);
      throw e;
    }
    audit(operation, subject, preview, result);
    return result;
  }

  public static void auditFailure(String operation, String subject, AdminException failure) {
    AUDIT.warn(
        "{} {} refused or failed: {}", operation, quote(subject), oneLine(failure.getMessage()));
  }

  public static void audit(String operation, String subject, boolean preview, AdminResult result) {
    AUDIT.info(
        "{} {} {}{} {}",
        operation,
        quote(subject),
        preview ? "preview " : "",
        result.outcome(),
        result.changes());
  }

  private <T> T run(String operation, boolean commit, Step<T> step) {
    try {
      return database.transaction(
          commit, transaction -> step.in(transaction, SchemaCheck.read(transaction)));
    } catch (SQLException e) {
      throw new DatabaseException(
          operation
              + " failed in the database: "
              + SqlMessages.withoutDetail(e).getMessage()
              + SqlMessages.remedy(e),
          SqlMessages.withoutDetail(e));
    }
  }

  private void refuseUnknown(String operation, Schema schema) {
    if (schema.generation() == SchemaGeneration.UNKNOWN && !unknownSchemaAllowed) {
      throw new UnsupportedSchemaException(
          operation
              + " is refused on a schema that this library does not know:\n- "
              + String.join("\n- ", schema.differences())
              + "\nUse a newer plausible4j, or call allowingUnknownSchema() after checking the"
              + " differences",
          schema.info());
    }
  }

  private static String quote(String subject) {
    return '"' + oneLine(TextRules.cut(subject)).replace('"', '?') + '"';
  }

  /** Replaces control characters, because a line break would forge a line of the log. */
  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
  }
}
