package io.github.plausible4j.admin.model;

/**
 * The schema lacks what the operation needs, or is newer than this library; the message says what.
 */
public final class UnsupportedSchemaException extends AdminException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // The schema is for the program at hand; exceptions are not stored.
  private final transient SchemaInfo schema;

  public UnsupportedSchemaException(String message, SchemaInfo schema) {
    super(message, null);
    this.schema = schema;
  }

  /** The schema that was found. */
  public SchemaInfo schema() {
    return schema;
  }
}
