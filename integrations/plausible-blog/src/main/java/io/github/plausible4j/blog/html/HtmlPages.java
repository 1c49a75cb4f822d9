package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The pages of a site that a generator such as Hugo or Jekyll has built: files that end in {@code
 * .html}, {@code .htm}, {@code .shtml}, {@code .xhtml} or {@code .xht}. Immutable. A page is
 * written only if it changes, in one step, and no byte of it changes but the snippet, which is at
 * the end of its head between two comments. One page is in memory at a time.
 *
 * <p>A visit of a page counts once: a page that counts already, a part of a page, a page in a frame
 * and a page that sends its visitor on get no snippet. {@link PageOutcome} lists them.
 *
 * <pre>{@code
 * TrackerSnippet snippet =
 *     TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.com");
 * System.out.println(HtmlPages.of(Path.of("public")).inject(snippet));
 * }</pre>
 */
public final class HtmlPages {
  private final Path directory;
  private final List<PathMatcher> excluded;

  private HtmlPages(Path directory, List<PathMatcher> excluded) {
    this.directory = directory;
    this.excluded = excluded;
  }

  /**
   * The pages in a directory and below. The directory may be a link; links in it are passed over.
   *
   * @param directory the generator's output
   */
  public static HtmlPages of(Path directory) {
    return new HtmlPages(directory, List.of());
  }

  /**
   * Without some pages.
   *
   * @param globs patterns of {@link java.nio.file.FileSystem#getPathMatcher} for paths relative to
   *     the directory, for example {@code drafts/**}
   * @throws java.util.regex.PatternSyntaxException if one is not a pattern
   */
  public HtmlPages without(String... globs) {
    List<PathMatcher> all = new ArrayList<>(excluded);
    for (String glob : globs) {
      all.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    }
    return new HtmlPages(directory, List.copyOf(all));
  }

  /**
   * The files, relative to the directory, in the order of their paths.
   *
   * @throws UncheckedIOException if the directory does not exist or cannot be read
   */
  public List<Path> files() {
    return files(site());
  }

  /**
   * Puts a snippet into every page, in place of one of an earlier run. A second run with the same
   * snippet changes nothing. A page that cannot be read or written is {@link PageOutcome#FAILED},
   * and the others are done.
   *
   * @throws UncheckedIOException if the directory does not exist or cannot be read
   */
  public PageChanges inject(TrackerSnippet snippet) {
    SiteFiles site = site();
    SiteLinks links = SiteLinks.of(site, files(site));
    Set<Path> framed = links.framed();
    Set<Path> parts = links.parts();
    List<PageChange> changes = new ArrayList<>();
    for (Path file : withHeadProviders(site, links)) {
      changes.add(
          change(
              site,
              file,
              page -> {
                if (parts.contains(file)) {
                  return page.leave(PageOutcome.FRAGMENT, "other pages include it");
                }
                return framed.contains(file)
                    ? page.leave(PageOutcome.FRAMED, "")
                    : page.with(snippet);
              }));
    }
    return new PageChanges(changes, warnings(site, snippet));
  }

  /**
   * Takes the snippet of an earlier run out of every page. A page that cannot be read or written is
   * {@link PageOutcome#FAILED}, and the others are done.
   *
   * @throws UncheckedIOException if the directory does not exist or cannot be read
   */
  public PageChanges remove() {
    SiteFiles site = site();
    SiteLinks links = SiteLinks.of(site, files(site));
    List<PageChange> changes = new ArrayList<>();
    for (Path file : withHeadProviders(site, links)) {
      changes.add(change(site, file, HtmlPage::without));
    }
    return new PageChanges(changes, List.of());
  }

  /**
   * One page with the snippet; unchanged where {@link #inject} would leave it alone.
   *
   * @param html the page as HTML
   */
  public static String injectInto(String html, TrackerSnippet snippet) {
    return HtmlPage.parse(html, false).with(snippet).applyTo(html);
  }

  private SiteFiles site() {
    if (!Files.isDirectory(directory)) {
      throw new UncheckedIOException(
          new NotDirectoryException(directory + ", where a generator's output was expected"));
    }
    try {
      return new SiteFiles(directory.toRealPath());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<Path> files(SiteFiles site) {
    try {
      return site.pages().stream().filter(this::isIncluded).toList();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("The pages in " + directory + " cannot be listed", e);
  }

  private boolean isIncluded(Path page) {
    return excluded.stream().noneMatch(glob -> glob.matches(page));
  }

  /** An included head may have any name. */
  private Set<Path> withHeadProviders(SiteFiles site, SiteLinks links) {
    Set<Path> all = new TreeSet<>(files(site));
    links.headProviders().stream().filter(this::isIncluded).forEach(all::add);
    return all;
  }

  private static PageChange change(SiteFiles site, Path page, Function<HtmlPage, PagePlan> change) {
    Path file = site.directory().resolve(page);
    try {
      byte[] content = Files.readAllBytes(file);
      PageBytes bytes = new PageBytes(content);
      PagePlan plan = change.apply(HtmlPage.parse(bytes, SiteFiles.isXhtml(page)));
      boolean changed = !plan.edits().isEmpty();
      if (changed) {
        content = bytes.edited(plan.edits());
        PageFile.replace(file, content);
      }
      List<Path> stale =
          CompressedCopies.refresh(file, content, changed).stream()
              .map(site.directory()::relativize)
              .toList();
      return new PageChange(page, plan.outcome(), plan.reason(), stale);
    } catch (IOException e) {
      return new PageChange(page, PageOutcome.FAILED, reason(e), List.of());
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException denied
        ? "access to " + denied.getFile() + " is denied; let the user that runs this write there"
        : String.valueOf(e.getMessage());
  }

  private static List<String> warnings(SiteFiles site, TrackerSnippet snippet) {
    String script = snippet.scriptUrl();
    if (!script.startsWith("/") || site.find(Path.of("index.html"), script).isPresent()) {
      return List.of();
    }
    return List.of(
        "The script "
            + script
            + " has no host and is not a file of the site: the site's web server has to pass it on"
            + " to Plausible, and "
            + snippet.endpoint()
            + " too");
  }

  @Override
  public String toString() {
    return "HtmlPages[" + directory + "]";
  }
}
