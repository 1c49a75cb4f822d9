package io.github.plausible4j.samples;

import io.github.plausible4j.Plausible;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells Plausible what a build of a static site has published. Run it as the last step of the
 * build, or let it run the build; {@code --help} explains the options.
 */
public final class BlogBuildReporter {
  private static final int DONE = 0;
  private static final int NOT_ALL_REPORTED = 1;
  private static final int WRONG_OPTIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final Duration patience;

  /**
   * A reporter.
   *
   * @param patience how long a build may wait for a server that is away
   */
  BlogBuildReporter(PrintStream out, PrintStream err, Clock clock, Duration patience) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.patience = patience;
  }

  /** Runs the reporter and ends the program with its exit code. */
  public static void main(String[] args) {
    int exitCode =
        new BlogBuildReporter(System.out, System.err, Clock.systemUTC(), PATIENCE).run(args);
    if (exitCode != DONE) {
      System.exit(exitCode);
    }
  }

  int run(String... args) {
    ReporterOptions options;
    try {
      options = ReporterOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return WRONG_OPTIONS;
    }
    if (options.help()) {
      out.print(ReporterOptions.USAGE);
      return DONE;
    }
    Instant start = clock.instant();
    try {
      int buildExitCode = BuildCommand.run(options.build());
      return buildExitCode == 0 ? report(options, start) : buildExitCode;
    } catch (IOException | RuntimeException e) {
      err.println("The build was not reported: " + e.getMessage());
      return options.strict() ? NOT_ALL_REPORTED : DONE;
    }
  }

  private int report(ReporterOptions options, Instant start) throws IOException {
    Optional<Path> stateFile = options.stateFile();
    BuildState before =
        stateFile.isPresent() ? BuildState.load(stateFile.get()) : BuildState.empty();
    BuiltSite site = SiteReader.read(options.site(), options.baseUrl());
    SiteChanges changes = SiteChanges.between(before, site);
    Duration duration = Duration.between(start, clock.instant());
    BuildReport report = new BuildReport(changes, options.domainOf(site), duration);
    if (options.dryRun()) {
      print(changes, duration, Optional.empty());
      return DONE;
    }
    if (options.server().isPresent()) {
      try (Plausible plausible = Plausible.create(options.server().get())) {
        report.send(plausible, patience);
      }
      print(changes, duration, Optional.of(report));
    } else {
      try (CountingServer server = CountingServer.start(options.domainOf(site))) {
        report.send(server.plausible(), patience);
        print(changes, duration, Optional.of(report));
        out.println("Counted by the test server at " + server.url() + ":");
        out.println(server.countsByPage());
      }
    }
    if (stateFile.isPresent()) {
      changes.after(report.undelivered()).save(stateFile.get());
    }
    return report.isComplete() || !options.strict() ? DONE : NOT_ALL_REPORTED;
  }

  private void print(SiteChanges changes, Duration duration, Optional<BuildReport> report) {
    BuiltSite site = changes.site();
    out.println(
        site.baseUrl()
            + " by "
            + site.generator().orElse("an unnamed generator")
            + ", "
            + BuildReport.seconds(duration)
            + ": "
            + site.posts().size()
            + " posts, "
            + changes.count(PostChange.Kind.NEW)
            + " new, "
            + changes.count(PostChange.Kind.CHANGED)
            + " changed, "
            + changes.removed()
            + " removed");
    SummaryTable table = new SummaryTable("Reported", "Change", "Outcome");
    for (PostChange change : changes.posts()) {
      table.add(
          change.post().url(),
          change.kind().toString(),
          report.map(sent -> sent.outcome(change)).orElse("not sent"));
    }
    table.add(site.baseUrl(), "build", report.map(BuildReport::outcomeOfBuild).orElse("not sent"));
    out.println();
    out.println(table);
  }
}
