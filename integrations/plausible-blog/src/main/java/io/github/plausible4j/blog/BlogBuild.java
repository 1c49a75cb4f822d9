package io.github.plausible4j.blog;

import io.github.plausible4j.Plausible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The output of a static site generator. Reports its new and changed posts to Plausible. A state
 * file stores what was reported, so that the next build reports only later changes. Immutable; do
 * not report a build from two threads, because both would write the state file.
 *
 * <pre>{@code
 * try (Plausible plausible = Plausible.create("https://stats.example.org")) {
 *   BuildReport report = BlogBuild.builder(Path.of("public")).build().report(plausible);
 *   System.out.println(report);
 * }
 * }</pre>
 */
public final class BlogBuild {
  private static final int SMALLEST_DIFFERENCE = 3;

  private final Path directory;
  private final @Nullable String baseUrl;
  private final @Nullable String domain;
  private final @Nullable Path stateFile;
  private final boolean remembered;
  private final boolean confirmed;
  private final Duration duration;
  private final Duration timeout;
  private final BuildProgress progress;

  private BlogBuild(Builder builder) {
    this.directory = builder.directory;
    this.baseUrl = builder.baseUrl;
    this.domain = builder.domain;
    this.stateFile = builder.stateFile;
    this.remembered = builder.remembered;
    this.confirmed = builder.confirmed;
    this.duration = builder.duration;
    this.timeout = builder.timeout;
    this.progress = builder.progress;
  }

  /**
   * Creates a builder.
   *
   * @param siteDirectory the output of the generator; can be a symbolic link
   */
  public static Builder builder(Path siteDirectory) {
    return new Builder(siteDirectory);
  }

  /**
   * Reads the site, one page at a time.
   *
   * @throws BlogBuildException if the directory cannot be read, or the address of the site is not
   *     known
   */
  public BuiltSite read() {
    try {
      return SiteReader.read(root(), Optional.ofNullable(baseUrl), progress);
    } catch (IOException e) {
      throw new BlogBuildException("The site in " + directory + " cannot be read: " + e, e);
    }
  }

  /**
   * Returns what {@link #report} would send. Sends nothing and does not write the state file.
   *
   * @throws BlogBuildException if the site or the state cannot be read
   */
  public BuildReport dryRun() {
    SiteChanges changes = SiteChanges.between(state(), read());
    return new BuildEvents(changes, domainOf(changes.site()), duration).notSent();
  }

  /**
   * Reports each new or changed post and the build, waits for the answers, and stores in the state
   * file what the server accepted. Other posts are reported by the next build.
   *
   * @param plausible a client of the server, which is not closed
   * @throws BlogBuildException if the site or the state cannot be read, or the state cannot be
   *     written
   * @throws ConfirmationRequiredException if the number of posts changed by more than half and this
   *     was not confirmed; nothing was sent
   */
  public BuildReport report(Plausible plausible) {
    BuildState before = state();
    BuiltSite site = read();
    confirm(before.posts().size(), site.posts().size());
    SiteChanges changes = SiteChanges.between(before, site);
    BuildReport report =
        new BuildEvents(changes, domainOf(site), duration).send(plausible, timeout);
    if (remembered) {
      try {
        changes.after(report).save(stateFile());
      } catch (IOException e) {
        throw new BlogBuildException(
            "The state file cannot be written to " + stateFile() + ": " + e, e);
      }
    }
    return report;
  }

  private void confirm(int before, int now) {
    int difference = Math.abs(now - before);
    if (!confirmed && before > 0 && 2 * difference > before && difference >= SMALLEST_DIFFERENCE) {
      throw new ConfirmationRequiredException(before, now);
    }
  }

  /**
   * The state file.
   *
   * @throws BlogBuildException if the directory does not exist, or the file would be published with
   *     the site
   */
  public Path stateFile() {
    try {
      Path root = root();
      if (stateFile == null) {
        return root.resolveSibling(".plausible-build.json");
      }
      Path file = resolved(stateFile);
      if (file.startsWith(root)) {
        throw new BlogBuildException(
            "The state file " + stateFile + " would be published with the site; move it out");
      }
      return file;
    } catch (IOException e) {
      throw new BlogBuildException("The path of the state file cannot be read: " + e, e);
    }
  }

  /** The path without symbolic links, as far as it exists. */
  private static Path resolved(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path above = absolute.getParent();
    return above == null ? absolute : resolved(above).resolve(absolute.getFileName());
  }

  private BuildState state() {
    try {
      return remembered ? BuildState.load(stateFile()) : BuildState.empty();
    } catch (IOException e) {
      throw new BlogBuildException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path root() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new BlogBuildException(
          directory + " is not a directory; use the output of the generator (--site DIR)");
    }
    return directory.toRealPath();
  }

  private String domainOf(BuiltSite site) {
    return domain == null ? HttpUrl.get(site.baseUrl()).host() : domain;
  }

  @Override
  public String toString() {
    return "BlogBuild[" + directory + "]";
  }

  /** Builds a {@link BlogBuild}. Not thread-safe. */
  public static final class Builder {
    private final Path directory;
    private @Nullable String baseUrl;
    private @Nullable String domain;
    private @Nullable Path stateFile;
    private boolean remembered = true;
    private boolean confirmed;
    private Duration duration = Duration.ZERO;
    private Duration timeout = Duration.ofSeconds(15);
    private BuildProgress progress = BuildProgress.NONE;

    private Builder(Path directory) {
      this.directory = Objects.requireNonNull(directory, "siteDirectory");
    }

    /**
     * Sets the address of the published site. Default the canonical link of its front page.
     *
     * @throws IllegalArgumentException if it is not an http or https address
     */
    public Builder baseUrl(String baseUrl) {
      if (HttpUrl.parse(baseUrl) == null) {
        throw new IllegalArgumentException(
            "baseUrl \""
                + baseUrl
                + "\" is not an http or https address; write it as https://blog.example.org/");
      }
      this.baseUrl = baseUrl;
      return this;
    }

    /** Sets the site's domain in Plausible. Default the host of the base URL. */
    public Builder domain(String domain) {
      this.domain = Objects.requireNonNull(domain, "domain");
      return this;
    }

    /**
     * Sets the state file, which stores what was reported. Default {@code .plausible-build.json}
     * next to the output directory, after following symbolic links.
     */
    public Builder stateFile(Path stateFile) {
      this.stateFile = Objects.requireNonNull(stateFile, "stateFile");
      return this;
    }

    /** Sets whether there is a state file. Default true. Without it, all posts are new. */
    public Builder remembered(boolean remembered) {
      this.remembered = remembered;
      return this;
    }

    /** Confirms that the number of posts may change by more than half. Default false. */
    public Builder confirmed(boolean confirmed) {
      this.confirmed = confirmed;
      return this;
    }

    /** Sets how long the build took, which becomes a property of the build's event. Default 0. */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /** Sets how long to wait for a server that cannot be reached. Default 15 seconds. */
    public Builder timeout(Duration timeout) {
      this.timeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** Sets the receiver of the reading progress. Default none. */
    public Builder progress(BuildProgress progress) {
      this.progress = Objects.requireNonNull(progress, "progress");
      return this;
    }

    /** Builds the build. */
    public BlogBuild build() {
      return new BlogBuild(this);
    }
  }
}
