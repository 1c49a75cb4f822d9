package io.github.plausible4j.admin.model;

/**
 * Thrown when the schema lacks what the operation needs, or is newer than this library. The message
 * has the details.
 */
public final class UnsupportedSchemaException extends AdminException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // These exceptions are not meant to be serialized.
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
