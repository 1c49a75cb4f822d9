package io.github.plausible4j.blog;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small sites for tests. */
public final class Pages {
  private final Path site;

  private Pages(Path site) {
    this.site = site;
  }

  /** A site in that directory. */
  public static Pages in(Path site) {
    return new Pages(site);
  }

  /** Its front page, which says where it is published. */
  public Pages front(String url) throws IOException {
    return file(
        "index.html",
        "<!doctype html><html><head><meta charset=utf-8><title>Home</title>"
            + "<link rel=canonical href="
            + url
            + "></head><body><h1>Home</h1></body></html>");
  }

  /** A page that says that it is a post. */
  public Pages post(String file, String heading) throws IOException {
    return file(
        file,
        "<!doctype html><html><head><meta charset=utf-8><meta property=og:type content=article>"
            + "<title>Page title</title></head><body><article>"
            + heading
            + "<p>text</article></body></html>");
  }

  /** A page that does not say what it is. */
  public Pages page(String file, String body) throws IOException {
    return file(file, "<!doctype html><title>" + file + "</title>" + body);
  }

  /** Any file. */
  public Pages file(String file, String content) throws IOException {
    return file(file, content, StandardCharsets.UTF_8);
  }

  /** Any file in any encoding. */
  public Pages file(String file, String content, Charset charset) throws IOException {
    Path path = site.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, content.getBytes(charset));
    return this;
  }
}
