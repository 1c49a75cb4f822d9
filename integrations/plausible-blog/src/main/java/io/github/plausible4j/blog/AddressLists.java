package io.github.plausible4j.blog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The files of a site that list the addresses of its pages: sitemaps and feeds. */
final class AddressLists {
  private static final List<String> SITEMAPS =
      List.of(
          "sitemap.xml", "sitemap_index.xml", "sitemap-index.xml", "sitemap.xml.gz", "sitemap.txt");
  private static final List<String> FEEDS =
      List.of(
          "index.xml",
          "feed.xml",
          "rss.xml",
          "atom.xml",
          "feed.json",
          "feed/index.xml",
          "blog/rss.xml",
          "blog/atom.xml",
          "feed_rss_created.xml");

  private final Path root;
  private final HttpUrl base;
  private final List<String> searched;

  /**
   * The lists of a site.
   *
   * @param searched receives a sentence for each place where nothing was found
   */
  AddressLists(Path root, HttpUrl base, List<String> searched) {
    this.root = root;
    this.base = base;
    this.searched = searched;
  }

  /** The keys of all addresses in the sitemaps, including those that an index refers to. */
  Set<String> sitemaps() {
    Set<String> keys = new HashSet<>();
    Set<String> read = new LinkedHashSet<>();
    Stream.concat(fromRobots().stream(), SITEMAPS.stream())
        .forEach(file -> readSitemap(file, keys, read));
    note("sitemap", SITEMAPS, read, keys);
    return keys;
  }

  /**
   * The keys of all addresses in the feeds.
   *
   * @param links the addresses of feeds that the front page links to
   */
  Set<String> feeds(List<String> links) {
    Set<String> keys = new HashSet<>();
    Set<String> read = new LinkedHashSet<>();
    Stream<String> linked = links.stream().flatMap(link -> file(link).stream());
    Stream.concat(linked, FEEDS.stream()).forEach(file -> readFeed(file, keys, read));
    note("feed", FEEDS, read, keys);
    return keys;
  }

  private void note(String kind, List<String> names, Set<String> read, Set<String> keys) {
    searched.add(
        read.isEmpty()
            ? "there is no " + kind + " (" + String.join(", ", names) + ")"
            : String.join(", ", read)
                + " "
                + (read.size() == 1 ? "lists " : "list ")
                + keys.size()
                + " addresses, none of them a page of this site");
  }

  private List<String> fromRobots() {
    Path robots = root.resolve("robots.txt");
    try (Stream<String> lines =
        Files.isRegularFile(robots)
            ? Files.lines(robots, StandardCharsets.ISO_8859_1)
            : Stream.<String>empty()) {
      return lines
          .map(String::strip)
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sitemap:"))
          .flatMap(line -> file(line.substring("sitemap:".length())).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Optional<String> file(String address) {
    return PageAddress.file(base, address);
  }

  private void readSitemap(String file, Set<String> keys, Set<String> read) {
    Path path = path(file);
    if (path == null || !read.add(file)) {
      return;
    }
    try {
      if (file.endsWith(".txt")) {
        Files.readAllLines(path, StandardCharsets.UTF_8).forEach(line -> addKey(line, keys));
        return;
      }
      for (Element loc : xml(path).getAllElements()) {
        String parent = loc.parent() == null ? "" : localName(loc.parent());
        if (!localName(loc).equals("loc")) {
          continue;
        }
        if (parent.equals("sitemap")) {
          file(loc.text()).ifPresent(named -> readSitemap(named, keys, read));
        } else if (parent.equals("url")) {
          addKey(loc.text(), keys);
        }
      }
    } catch (IOException e) {
      searched.add(file + " cannot be read: " + e.getMessage());
    }
  }

  private void readFeed(String file, Set<String> keys, Set<String> read) {
    Path path = path(file);
    if (path == null || !read.add(file)) {
      return;
    }
    try {
      if (file.endsWith(".json")) {
        JsonNode items = new ObjectMapper().readTree(path.toFile()).path("items");
        items.forEach(item -> addKey(item.path("url").asText(), keys));
        return;
      }
      for (Element element : xml(path).getAllElements()) {
        switch (localName(element)) {
          case "item" -> firstOf(element, "link", "guid", keys);
          case "entry" -> alternate(element, keys);
          default -> {}
        }
      }
    } catch (IOException e) {
      searched.add(file + " cannot be read: " + e.getMessage());
    }
  }

  private void firstOf(Element item, String first, String second, Set<String> keys) {
    Stream.of(first, second)
        .flatMap(name -> item.children().stream().filter(child -> localName(child).equals(name)))
        .map(Element::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .ifPresent(address -> addKey(address, keys));
  }

  private void alternate(Element entry, Set<String> keys) {
    entry.children().stream()
        .filter(child -> localName(child).equals("link"))
        .filter(link -> !link.hasAttr("rel") || link.attr("rel").equals("alternate"))
        .findFirst()
        .ifPresent(link -> addKey(link.attr("href"), keys));
  }

  private void addKey(String address, Set<String> keys) {
    if (!address.isBlank()) {
      PageAddress.key(base, address).ifPresent(keys::add);
    }
  }

  private @Nullable Path path(String file) {
    try {
      Path path = root.resolve(file).normalize();
      return path.startsWith(root) && Files.isRegularFile(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Reads XML in its declared encoding. The file may be compressed for the server. */
  private static Document xml(Path path) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        InputStream content = path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return Jsoup.parse(content, null, "", Parser.xmlParser());
    }
  }

  private static String localName(Element element) {
    String name = element.tagName();
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }
}
