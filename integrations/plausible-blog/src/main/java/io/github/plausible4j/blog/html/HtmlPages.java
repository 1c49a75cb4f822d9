package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pages of a site that a generator such as Hugo or Jekyll has built: files that end in {@code
 * .html} or {@code .htm}. Immutable; a page is written only if it changes, in one step, and nothing
 * in it changes but the snippet, which stands at the end of its head between two comments.
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
   * @throws java.util.regex.PatternSyntaxException if one is none
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
   * @throws UncheckedIOException if the directory is none or cannot be read
   */
  public List<Path> files() {
    if (!Files.isDirectory(directory)) {
      throw new UncheckedIOException(
          new NotDirectoryException(directory + ", where a generator's output was expected"));
    }
    try {
      return files(directory.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("The pages in " + directory + " cannot be listed", e);
    }
  }

  private List<Path> files(Path start) throws IOException {
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(start::relativize)
          .filter(HtmlPages::isPage)
          .filter(page -> excluded.stream().noneMatch(glob -> glob.matches(page)))
          .sorted()
          .toList();
    }
  }

  /**
   * Puts a snippet into every page, in place of one of an earlier run. Run again, it changes
   * nothing.
   *
   * @throws UncheckedIOException if a page cannot be read or written; pages before it are done
   */
  public PageChanges inject(TrackerSnippet snippet) {
    return change(page -> page.with(snippet));
  }

  /**
   * Takes the snippet of an earlier run out of every page.
   *
   * @throws UncheckedIOException if a page cannot be read or written; pages before it are done
   */
  public PageChanges remove() {
    return change(HtmlPage::without);
  }

  /** One page with the snippet; unchanged where {@link #inject} would leave it alone. */
  public static String injectInto(String html, TrackerSnippet snippet) {
    return new HtmlPage(html).with(snippet).html();
  }

  private PageChanges change(Function<HtmlPage, HtmlPage.Changed> change) {
    List<PageChange> changes = new ArrayList<>();
    for (Path page : files()) {
      changes.add(new PageChange(page, change(directory.resolve(page), change)));
    }
    return new PageChanges(changes);
  }

  private static PageOutcome change(Path file, Function<HtmlPage, HtmlPage.Changed> change) {
    try {
      // Each byte is a character: a page of any encoding that extends ASCII keeps its bytes.
      String html = Files.readString(file, StandardCharsets.ISO_8859_1);
      HtmlPage.Changed changed = change.apply(new HtmlPage(html));
      if (!changed.html().equals(html)) {
        PageFile.replace(file, changed.html().getBytes(StandardCharsets.ISO_8859_1));
      }
      return changed.outcome();
    } catch (IOException e) {
      throw new UncheckedIOException("The page " + file + " cannot be changed", e);
    }
  }

  private static boolean isPage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  @Override
  public String toString() {
    return "HtmlPages[" + directory + "]";
  }
}
