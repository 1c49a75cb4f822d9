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

/** A document and its blocks of code. */
record Markdown(String name, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * A block of code.
   *
   * @param language the word behind its opening fence
   * @param line where it starts in its document
   * @param imports what earlier blocks of the document import, so that a reader has seen it
   */
  record Block(String document, int line, String language, String code, String imports) {
    @Override
    public String toString() {
      return document + ":" + line;
    }
  }

  /** Reads a document by its path from the root of the project. */
  static Markdown read(String path) {
    try {
      return new Markdown(path, Files.readString(root().resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The README and every guide. */
  static List<Markdown> all() {
    try (Stream<Path> guides = Files.list(root().resolve("docs"))) {
      List<Markdown> all = new ArrayList<>(List.of(read("README.md")));
      guides
          .map(guide -> "docs/" + guide.getFileName())
          .filter(path -> path.endsWith(".md"))
          .sorted()
          .forEach(path -> all.add(read(path)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the project, wherever in it the tests run. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("docs"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above has docs");
      }
    }
    return folder;
  }

  List<Block> blocks(String language) {
    List<Block> blocks = new ArrayList<>();
    String imports = "";
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
        blocks.add(new Block(name, line, language, matcher.group(2), imports));
        imports += JavaSnippet.imports(matcher.group(2));
      }
    }
    return blocks;
  }
}
