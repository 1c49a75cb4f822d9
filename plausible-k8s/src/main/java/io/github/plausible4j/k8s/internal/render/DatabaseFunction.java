package io.github.plausible4j.k8s.internal.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A temporary function in Plausible's PostgreSQL, with the same SQL for all releases. It is run
 * over a connection, by a Job, and by the Job that creates the first user. For internal use only.
 */
public enum DatabaseFunction {
  /** Parameters: e-mail address, name, password hash, and whether the address is verified. */
  CREATE_USER(4),
  /** Parameter: e-mail address. */
  VERIFY_EMAIL(1),
  VERIFY_ALL_EMAILS(0),
  /** Parameters: e-mail address, password hash, and the new token of trusted devices. */
  RESET_PASSWORD(3);

  private final int parameters;

  DatabaseFunction(int parameters) {
    this.parameters = parameters;
  }

  /** The statement that creates the function. It may run several times in a session. */
  public String definition() {
    String file = file();
    try (InputStream text = DatabaseFunction.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException("The file " + file + " is not in the jar");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The call with numbered parameters. */
  public String call() {
    return call(IntStream.rangeClosed(1, parameters).mapToObj(i -> "$" + i));
  }

  /** The call with JDBC parameters. */
  public String jdbcCall() {
    return call(IntStream.range(0, parameters).mapToObj(i -> "?"));
  }

  private String call(Stream<String> values) {
    return "pg_temp."
        + name().toLowerCase(Locale.ROOT)
        + values.collect(Collectors.joining(", ", "(", ")"));
  }

  private String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
  }
}
