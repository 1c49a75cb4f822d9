package io.github.plausible4j.samples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Code that the Javadoc of a published module shows.
 *
 * @param home the package of the type that shows it
 */
record JavadocSnippet(String file, String home, String code) {
  private static final List<String> MODULES =
      List.of(
          "plausible-client",
          "plausible-testkit",
          "plausible-k8s",
          "plausible-admin",
          "integrations/plausible-blog",
          "integrations/plausible-servlet");
  private static final Pattern SNIPPET =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("^package (.*);$", Pattern.MULTILINE);

  /** Every snippet of every published module. */
  static List<JavadocSnippet> all() {
    List<JavadocSnippet> found = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = Markdown.root().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .sorted()
            .forEach(file -> found.addAll(read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static List<JavadocSnippet> read(Path file) {
    try {
      String source = Files.readString(file);
      Matcher home = PACKAGE.matcher(source);
      List<JavadocSnippet> found = new ArrayList<>();
      Matcher snippet = SNIPPET.matcher(source);
      while (home.find(0) && snippet.find()) {
        String code = snippet.group(1).replaceAll("(?m)^ *\\* ?", "");
        found.add(new JavadocSnippet(file.getFileName().toString(), home.group(1), code + "\n"));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
