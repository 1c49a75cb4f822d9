package io.github.plausible4j.blog.cli;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.blog.BlogBuild;
import io.github.plausible4j.blog.BlogBuildException;
import io.github.plausible4j.blog.BuildReport;
import io.github.plausible4j.blog.ConfirmationRequiredException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reports a build. */
@Command(
    name = "plausible-blog",
    description = {
      "Plausible for static sites. Without a command, or with report: reports what a build has"
          + " published, with an event for each new or changed post and one for the build. With"
          + " -- COMMAND at the end, runs and times the build first; if it fails, nothing is"
          + " reported."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, or not all reported without --strict; 1 not all reported; 2 wrong"
          + " options; 3 the number of posts changed by more than half, see --yes; otherwise that"
          + " of the build command."
    })
final class ReportCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int NOT_ALL_REPORTED = 1;
  private static final int CONFIRMATION_REQUIRED = 3;

  private final Settings settings;
  private final List<String> build;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "output of the generator; default: public")
  private Path site = Path.of("public");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "the Plausible server; required without --dry-run")
  private @Nullable String server;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "address of the published site; default: canonical link of its front page")
  private @Nullable String baseUrl;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "the site's domain in Plausible; default: the host of the base URL")
  private @Nullable String domain;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "state file with what was reported; default: .plausible-build.json next to"
              + " the output")
  private @Nullable Path state;

  @Option(names = "--dry-run", description = "send nothing and do not write the state file")
  private boolean dryRun;

  @Option(names = "--yes", description = "report even if the number of posts changed a lot")
  private boolean yes;

  @Option(names = "--strict", description = "exit with 1 if something could not be reported")
  private boolean strict;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  ReportCommand(Settings settings, List<String> build) {
    this.settings = settings;
    this.build = build;
  }

  @Override
  public Integer call() {
    BlogBuild.Builder builder = options();
    if (server == null && !dryRun) {
      throw wrong("--server URL is missing; set it, or use --dry-run");
    }
    Instant start = settings.clock().instant();
    try {
      int exitCode = BuildCommand.run(build);
      if (exitCode != DONE) {
        return exitCode;
      }
      builder.duration(Duration.between(start, settings.clock().instant()));
      return print(report(builder.build()));
    } catch (ConfirmationRequiredException e) {
      complain(e.getMessage());
      return CONFIRMATION_REQUIRED;
    } catch (IOException | BlogBuildException e) {
      complain("The build was not reported: " + e.getMessage());
      return strict ? NOT_ALL_REPORTED : DONE;
    }
  }

  private BlogBuild.Builder options() {
    BlogBuild.Builder builder =
        BlogBuild.builder(site)
            .confirmed(yes)
            .timeout(settings.timeout())
            .progress(settings.progress());
    if (baseUrl != null) {
      try {
        builder.baseUrl(baseUrl);
      } catch (IllegalArgumentException e) {
        throw wrong("--base-url: " + e.getMessage());
      }
    }
    if (domain != null) {
      builder.domain(domain);
    }
    if (state != null) {
      builder.stateFile(state);
    }
    return builder;
  }

  private BuildReport report(BlogBuild blogBuild) {
    if (server == null || dryRun) {
      return blogBuild.dryRun();
    }
    try (Plausible plausible = Plausible.create(server)) {
      return blogBuild.report(plausible);
    } catch (IllegalArgumentException e) {
      throw wrong("--server: " + e.getMessage());
    }
  }

  private int print(BuildReport report) {
    report
        .serverProblem()
        .ifPresent(problem -> complain(server + " cannot be reached: " + problem));
    if (report.site().posts().isEmpty()) {
      complain(
          "No posts were found: "
              + String.join("; ", report.site().searched())
              + ". Add og:type article to the template of posts, or let the generator write a"
              + " sitemap.");
    }
    command().commandLine().getOut().println(json ? report.toJson() : report);
    return report.isComplete() || !strict || dryRun ? DONE : NOT_ALL_REPORTED;
  }

  private void complain(@Nullable String message) {
    command().commandLine().getErr().println(message);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the command before it calls it");
    }
    return spec;
  }
}
