package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program to run on the host of a database. Secrets are passed in the environment, because
 * arguments appear in process lists.
 *
 * @param arguments the program and its arguments, without secrets
 * @param environment variables to add to those of the host
 */
public record HostCommand(List<String> arguments, Map<String, SecretValue> environment) {
  /** Copies the arguments and the environment. */
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

  /** Ends the input after a number of bytes, for hosts that cannot signal its end. */
  public HostCommand readingBytes(long bytes) {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("sh", "-c", "head -c \"$0\" | \"$@\"", String.valueOf(bytes)));
    limited.addAll(arguments);
    return new HostCommand(limited, environment);
  }

  /** Masks this command's secrets in output of the program. */
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
