package io.github.plausible4j.blog.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The compressed copies of a page that web servers deliver in its place, such as {@code
 * index.html.gz}. Java writes gzip; the others can only be named.
 */
final class CompressedCopies {
  private static final List<String> OTHERS = List.of(".br", ".zst");

  private CompressedCopies() {}

  /**
   * Brings the copies up to date.
   *
   * @param page the file
   * @param content what is in it
   * @param changed whether it was just written
   * @return copies that are still older than the page
   */
  static List<Path> refresh(Path page, byte[] content, boolean changed) throws IOException {
    List<Path> stale = new ArrayList<>();
    Path gzip = sibling(page, ".gz");
    if (isStale(gzip, page, changed) && !rewrite(gzip, content)) {
      stale.add(gzip);
    }
    for (String ending : OTHERS) {
      Path copy = sibling(page, ending);
      if (isStale(copy, page, changed)) {
        stale.add(copy);
      }
    }
    return stale;
  }

  private static Path sibling(Path page, String ending) {
    return page.resolveSibling(page.getFileName() + ending);
  }

  private static boolean isStale(Path copy, Path page, boolean changed) throws IOException {
    return Files.isRegularFile(copy)
        && (changed
            || Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(page)) < 0);
  }

  private static boolean rewrite(Path copy, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(content);
      }
      PageFile.replace(copy, bytes.toByteArray());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
