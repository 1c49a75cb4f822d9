package io.github.plausible4j.blog.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;

/**
 * Which files of a site are shown inside of other pages: by a frame, or by a server-side include.
 * One visit of such a page would count once for each of them.
 */
final class SiteLinks {
  private static final Pattern SHOWS =
      Pattern.compile("<i?frame\\b|<!--#include", Pattern.CASE_INSENSITIVE);
  private static final Pattern TARGET =
      Pattern.compile("#include\\s+(virtual|file)\\s*=\\s*[\"']?([^\"'\\s]+)");

  private final SiteFiles site;
  private final Map<Path, Set<Path>> frames = new TreeMap<>();
  private final Map<Path, Set<Path>> includes = new TreeMap<>();
  private final Set<Path> headIncluded = new TreeSet<>();
  private final Set<Path> pages = new HashSet<>();

  private SiteLinks(SiteFiles site) {
    this.site = site;
  }

  /** Reads all pages and parses those that show others. */
  static SiteLinks of(SiteFiles site, List<Path> files) {
    SiteLinks links = new SiteLinks(site);
    Deque<Path> toRead = new ArrayDeque<>(files);
    Set<Path> read = new HashSet<>(files);
    while (!toRead.isEmpty()) {
      for (Path included : links.read(toRead.remove())) {
        if (read.add(included)) {
          toRead.add(included);
        }
      }
    }
    return links;
  }

  /** Reads one file; returns the files that it includes. */
  private Set<Path> read(Path file) {
    String text;
    try {
      text = new PageBytes(Files.readAllBytes(site.directory().resolve(file))).text();
    } catch (IOException e) {
      // The change of the file reports that it cannot be read.
      return Set.of();
    }
    boolean listed = SiteFiles.isPageName(file);
    if (listed && !SHOWS.matcher(text).find()) {
      return Set.of();
    }
    HtmlMarkup markup = HtmlMarkup.parse(text, SiteFiles.isXhtml(file));
    if (PageKind.isHeadIncluded(markup)) {
      headIncluded.add(file);
    } else if (PageKind.isPage(markup)) {
      pages.add(file);
    }
    frames.put(file, targets(file, markup.live("frame[src], iframe[src]").map(f -> f.attr("src"))));
    Set<Path> included = targets(file, PageKind.includes(markup).flatMap(SiteLinks::target));
    includes.put(file, included);
    return included;
  }

  private static Stream<String> target(Comment include) {
    Matcher target = TARGET.matcher(include.getData());
    return target.find() ? Stream.of(target.group(2)) : Stream.empty();
  }

  private Set<Path> targets(Path file, Stream<String> references) {
    return references
        .flatMap(reference -> site.find(file, reference).stream())
        .filter(target -> !target.equals(file))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Files from which pages get their head, so that the snippet belongs there. */
  Set<Path> headProviders() {
    return headIncluded.stream()
        .flatMap(page -> includes.getOrDefault(page, Set.of()).stream())
        .filter(this::isPage)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Files that a page with a head of its own includes. */
  Set<Path> parts() {
    Set<Path> parts = new TreeSet<>();
    for (Path page : pages) {
      collect(includes, page, parts);
    }
    parts.removeAll(headProviders());
    return parts;
  }

  /** Pages that another page shows in a frame. */
  Set<Path> framed() {
    Set<Path> targets = frames.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<Path> outer = new LinkedHashSet<>(frames.keySet());
    outer.removeAll(targets);
    Set<Path> framed = new TreeSet<>();
    outer.forEach(page -> collect(frames, page, framed));
    // Pages that show each other: the first counts.
    for (Path page : frames.keySet()) {
      if (!framed.contains(page) && !outer.contains(page)) {
        outer.add(page);
        collect(frames, page, framed);
        framed.remove(page);
      }
    }
    return framed;
  }

  private boolean isPage(Path file) {
    if (includes.containsKey(file)) {
      return pages.contains(file);
    }
    try {
      String text = new PageBytes(Files.readAllBytes(site.directory().resolve(file))).text();
      return PageKind.isPage(HtmlMarkup.parse(text, SiteFiles.isXhtml(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static void collect(Map<Path, Set<Path>> links, Path from, Set<Path> found) {
    for (Path target : links.getOrDefault(from, Set.of())) {
      if (found.add(target)) {
        collect(links, target, found);
      }
    }
  }
}
