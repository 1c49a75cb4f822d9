package io.github.plausible4j.admin.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs in the container of a compose service. Users of the machine can list the arguments
 * of all processes, so secrets are passed on the input.
 */
final class ComposeHost implements DatabaseHost {
  private final List<String> compose;
  private final LocalHost machine;
  private final String service;

  ComposeHost(List<String> compose, Path project, String service) {
    this.compose = List.copyOf(compose);
    this.machine = new LocalHost(project);
    this.service = service;
  }

  @Override
  public HostResult run(HostCommand command, InputStream input, OutputStream output)
      throws IOException {
    List<String> arguments = new ArrayList<>(compose);
    arguments.addAll(List.of("exec", "-T", service));
    arguments.addAll(SecretInput.arguments(command));
    HostResult result =
        machine.run(
            HostCommand.of(arguments.toArray(String[]::new)),
            SecretInput.of(command, input),
            output);
    return new HostResult(result.exitCode(), command.masked(result.errors()));
  }
}
