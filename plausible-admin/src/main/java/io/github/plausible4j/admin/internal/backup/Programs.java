package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.HostResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Runs programs that must end with exit code 0. For internal use only. */
public final class Programs {
  private Programs() {}

  /** The output of a program. */
  public static String text(DatabaseHost host, HostCommand command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run(host, command, InputStream.nullInputStream(), out);
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  public static void run(DatabaseHost host, HostCommand command, InputStream in, OutputStream out)
      throws IOException {
    HostResult result = host.run(command, in, out);
    if (result.exitCode() != 0) {
      throw new IOException(failure(command, result));
    }
  }

  static String failure(HostCommand command, HostResult result) {
    String errors = result.errors().isEmpty() ? "it printed no error" : result.errors();
    return command.program()
        + " ended with exit code "
        + result.exitCode()
        + ": "
        + errors
        + remedy(errors);
  }

  private static String remedy(String errors) {
    if (errors.contains("server version mismatch")) {
      return "\nUse the programs of the server's own version, such as those in its container";
    }
    if (errors.contains("password authentication failed")
        || errors.contains("no password supplied")) {
      return "\nUse the user and password that the server has now";
    }
    if (errors.contains("unknown shorthand flag: 'T'")
        || errors.contains("'compose' is not a docker command")
        || errors.contains("unknown command: docker compose")) {
      return "\nThis docker has no compose plugin; install it, or set another program, such as"
          + " docker-compose, with ComposeControl.program or DatabaseHost.compose";
    }
    if (errors.contains("service \"") && errors.contains("\" is not running")) {
      return "\nStart this service of the compose project and try again";
    }
    if (errors.contains("backups.allowed_") || errors.contains("is not allowed for backups")) {
      return "\nConfigure a disk named backups for ClickHouse and allow it, as docs/backup.md"
          + " shows";
    }
    return "";
  }
}
