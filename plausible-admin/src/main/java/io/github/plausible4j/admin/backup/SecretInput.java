package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes secrets to a program whose arguments are visible to others and whose environment cannot be
 * set. The secrets are the first lines of its input, which a shell reads.
 */
final class SecretInput {
  private SecretInput() {}

  /** The program, wrapped in a shell if it has secrets. */
  static List<String> arguments(HostCommand command) {
    if (command.environment().isEmpty()) {
      return command.arguments();
    }
    StringBuilder script = new StringBuilder();
    for (String name : new TreeMap<>(command.environment()).keySet()) {
      script.append("IFS= read -r ").append(name).append(" && export ").append(name).append(" && ");
    }
    List<String> wrapped = new ArrayList<>(List.of("sh", "-c", script + "exec \"$@\"", "sh"));
    wrapped.addAll(command.arguments());
    return wrapped;
  }

  /** The secrets, followed by the input of the program. */
  static InputStream of(HostCommand command, InputStream input) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Map.Entry<String, SecretValue> each : new TreeMap<>(command.environment()).entrySet()) {
      lines.writeBytes((each.getValue().reveal() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new SequenceInputStream(new ByteArrayInputStream(lines.toByteArray()), input);
  }
}
