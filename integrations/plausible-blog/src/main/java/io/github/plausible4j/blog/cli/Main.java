package io.github.plausible4j.blog.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The program: {@code java -jar plausible-blog.jar}. */
public final class Main {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private Main() {}

  /** Runs the program and exits with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    Settings settings = new Settings(Clock.systemUTC(), TIMEOUT, ProgressBar.onTerminal(err));
    int exitCode = run(settings, out, err, args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Everything after {@code --} belongs to the build command, even if it looks like an option. */
  static int run(Settings settings, PrintWriter out, PrintWriter err, String... args) {
    List<String> all = Arrays.asList(args);
    int separator = all.indexOf("--");
    List<String> options = separator < 0 ? all : all.subList(0, separator);
    List<String> build = separator < 0 ? List.of() : all.subList(separator + 1, all.size());
    if (separator >= 0 && build.isEmpty()) {
      err.println("-- must be followed by the command that builds the site");
      return CommandLine.ExitCode.USAGE;
    }
    return new CommandLine(new ReportCommand(settings, build))
        .addSubcommand(new InjectCommand())
        .addSubcommand(new OptOutCommand())
        .addSubcommand("report", new ReportCommand(settings, build))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(options.toArray(String[]::new));
  }
}
