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
 * The output of a static site generator, whose new and changed posts are reported to Plausible.
 * What was reported is remembered in a file, so that the next build reports only what changed
 * since. Immutable; do not report one build from two threads, which would write that file twice.
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
   * Describes a build.
   *
   * @param siteDirectory the output of the generator; it may be a link
   */
  public static Builder builder(Path siteDirectory) {
    return new Builder(siteDirectory);
  }

  /**
   * Reads the site, one page at a time.
   *
   * @throws BlogBuildException if the directory cannot be read, or it is not known where the site
   *     is published
   */
  public BuiltSite read() {
    try {
      return SiteReader.read(root(), Optional.ofNullable(baseUrl), progress);
    } catch (IOException e) {
      throw new BlogBuildException("The site in " + directory + " cannot be read: " + e, e);
    }
  }

  /**
   * Says what {@link #report} would send, and sends and remembers nothing.
   *
   * @throws BlogBuildException if the site or the state cannot be read
   */
  public BuildReport dryRun() {
    SiteChanges changes = SiteChanges.between(state(), read());
    return new BuildEvents(changes, domainOf(changes.site()), duration).notSent();
  }

  /**
   * Reports each new or changed post and the build, waits until the server has answered, and
   * remembers what it took. Posts that it did not take are reported by the next build.
   *
   * @param plausible a client of the server; it stays open
   * @throws BlogBuildException if the site or the state cannot be read, or the state cannot be
   *     written
   * @throws ConfirmationRequiredException if the number of posts changed by more than half and that
   *     is not confirmed; nothing was sent
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
            "What was reported cannot be remembered in " + stateFile() + ": " + e, e);
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
   * The file that remembers what was reported.
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

  /** The path without links, as far as it exists. */
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
          directory + " is not a directory; give the output of the generator (--site DIR)");
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

  /** Describes a build. Not thread-safe. */
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
     * Where the site is published; the default is the canonical link of its front page.
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

    /** The site's name in Plausible; the default is the host of the base URL. */
    public Builder domain(String domain) {
      this.domain = Objects.requireNonNull(domain, "domain");
      return this;
    }

    /**
     * The file that remembers what was reported; the default is {@code .plausible-build.json}
     * beside the output directory, wherever links lead to it.
     */
    public Builder stateFile(Path stateFile) {
      this.stateFile = Objects.requireNonNull(stateFile, "stateFile");
      return this;
    }

    /**
     * Whether there is a file that remembers; the default is true. Without it all posts are new.
     */
    public Builder remembered(boolean remembered) {
      this.remembered = remembered;
      return this;
    }

    /** Whether a change of the number of posts by more than half is right; the default is false. */
    public Builder confirmed(boolean confirmed) {
      this.confirmed = confirmed;
      return this;
    }

    /** How long the build took; it becomes a property of the build's event. The default is 0. */
    public Builder duration(Duration duration) {
      this.duration = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /** How long to wait for a server that cannot be reached; the default is 15 seconds. */
    public Builder timeout(Duration timeout) {
      this.timeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** Receives the progress of the reading; the default ignores it. */
    public Builder progress(BuildProgress progress) {
      this.progress = Objects.requireNonNull(progress, "progress");
      return this;
    }

    /** The build. */
    public BlogBuild build() {
      return new BlogBuild(this);
    }
  }
}
