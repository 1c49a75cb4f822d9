package io.github.plausible4j.blog.html;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a site, as a web server maps addresses to them.
 *
 * @param directory the generator's output, without links in its path
 */
record SiteFiles(Path directory) {
  private static final Set<String> ENDINGS = Set.of("html", "htm", "shtml", "xhtml", "xht");

  /** The pages, relative to the directory, in the order of their paths. */
  List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(SiteFiles::isPageName)
          .map(directory::relativize)
          .sorted()
          .toList();
    }
  }

  /** Whether a file's name is that of a page. */
  static boolean isPageName(Path file) {
    return ENDINGS.contains(ending(file));
  }

  /** Whether web servers deliver the file as XML. */
  static boolean isXhtml(Path file) {
    return ending(file).startsWith("xht");
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The file that a page of the site refers to.
   *
   * @param page relative to the directory
   * @param reference an address relative to the page or to the site
   * @return relative to the directory; empty if it is not a file of the site
   */
  Optional<Path> find(Path page, String reference) {
    String path = reference.strip().replaceFirst("[?#].*", "");
    if (path.isEmpty() || path.startsWith("//") || path.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      return Optional.empty();
    }
    try {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      Path target =
          decoded.startsWith("/")
              ? directory.resolve(decoded.replaceFirst("^/+", "")).normalize()
              : directory.resolve(page).resolveSibling(decoded).normalize();
      return Stream.of(
              target, target.resolve("index.html"), target.resolveSibling(name(target) + ".html"))
          .filter(file -> file.startsWith(directory) && Files.isRegularFile(file))
          .findFirst()
          .map(directory::relativize);
    } catch (IllegalArgumentException e) {
      // Not an address, or not a path of this file system; InvalidPathException is one of these.
      return Optional.empty();
    }
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }
}
