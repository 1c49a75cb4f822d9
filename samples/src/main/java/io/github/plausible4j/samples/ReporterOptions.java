package io.github.plausible4j.samples;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the reporter was told.
 *
 * @param site the output directory of the generator
 * @param baseUrl where the site is published
 * @param domain the site's name in Plausible
 * @param server the Plausible server; without one a test server is started
 * @param state the file that remembers what was reported
 * @param build the command that builds the site, run and timed first
 */
record ReporterOptions(
    Path site,
    Optional<String> baseUrl,
    Optional<String> domain,
    Optional<String> server,
    Optional<Path> state,
    boolean dryRun,
    boolean strict,
    boolean help,
    List<String> build) {
  static final String USAGE =
      """
      Reports what a build of a static site has published: one event for each new or changed post,
      and one for the build.

      usage: BlogBuildReporter [options] [-- build command]

        --site DIR       output directory of the generator; default: public
        --base-url URL   where the site is published; default: canonical link of its front page
        --domain DOMAIN  the site's name in Plausible; default: the host of the base URL
        --server URL     the Plausible server; without it a test server is started, told everything,
                         and asked what it counted
        --state FILE     remembers what was reported; default: .plausible-build.json next to DIR;
                         with a test server nothing is remembered unless this is given
        --dry-run        send nothing and remember nothing
        --strict         end with 1 if something could not be reported
        --help           this text

      A command after -- is run and timed first; if it fails, its exit code is passed on and nothing
      is reported. Exit codes: 0 done, or not all reported without --strict; 1 not all reported;
      2 wrong options.
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming all that is wrong
   */
  static ReporterOptions parse(String... args) {
    return new OptionReader(args).read();
  }

  /** The site's name in Plausible. */
  String domainOf(BuiltSite built) {
    return domain.orElseGet(() -> URI.create(built.baseUrl()).getHost());
  }

  /** Where to remember what was reported; empty if it is to be forgotten. */
  Optional<Path> stateFile() {
    return state.or(() -> server.map(url -> defaultState()));
  }

  private Path defaultState() {
    return site.toAbsolutePath().normalize().resolveSibling(".plausible-build.json");
  }

  /** Whether the file would be published with the site. */
  static boolean isInside(Path site, Path file) {
    return file.toAbsolutePath().normalize().startsWith(site.toAbsolutePath().normalize());
  }
}
