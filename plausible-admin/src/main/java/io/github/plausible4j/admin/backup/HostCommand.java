package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program to run beside a database. What must not be seen in a list of processes travels in the
 * environment.
 *
 * @param arguments the program and its arguments, without secrets
 * @param environment variables that are set besides those of the host
 */
public record HostCommand(List<String> arguments, Map<String, SecretValue> environment) {
  /** Copies both. */
  public HostCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  public static HostCommand of(String... arguments) {
    return new HostCommand(List.of(arguments), Map.of());
  }

  public HostCommand with(Map<String, SecretValue> variables) {
    return new HostCommand(arguments, variables);
  }

  /**
   * The same program with an input that ends after so many bytes, on hosts whose inputs cannot end.
   */
  public HostCommand readingBytes(long bytes) {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("sh", "-c", "head -c \"$0\" | \"$@\"", String.valueOf(bytes)));
    limited.addAll(arguments);
    return new HostCommand(limited, environment);
  }

  /** A text of the program's without the secrets it was given. */
  public String masked(String text) {
    String masked = text;
    for (SecretValue secret : environment.values()) {
      masked = masked.replace(secret.reveal(), "***");
    }
    return masked;
  }

  public String program() {
    return arguments.get(0).equals("sh") && arguments.size() > 4
        ? arguments.get(4)
        : arguments.get(0);
  }
}
