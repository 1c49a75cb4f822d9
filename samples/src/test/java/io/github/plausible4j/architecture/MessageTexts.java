package io.github.plausible4j.architecture;

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
 * The texts of a module's sources that are for people: all literals, put together where they are
 * added, but those of SQL. What comes between two literals is left out.
 */
record MessageTexts(String file, String text) {
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern BLOCK = Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL);
  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";
  private static final Pattern SUM = Pattern.compile(LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*");
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*[(,]?\\s*(SELECT|INSERT|UPDATE|DELETE|ALTER|FROM|WHERE|AND|now\\(\\)|date_trunc"
              + "|count\\(\\)).*");

  static List<MessageTexts> of(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .flatMap(file -> of(file.getFileName().toString(), read(file)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<MessageTexts> of(String file, String source) {
    String code =
        BLOCK
            .matcher(COMMENT.matcher(source).replaceAll(""))
            .replaceAll("")
            .replaceAll("'\\\\?\"'", "quote");
    List<MessageTexts> texts = new ArrayList<>();
    Matcher sum = SUM.matcher(code);
    while (sum.find()) {
      String text =
          sum.group()
              .substring(1, sum.group().length() - 1)
              .replaceAll("\"\\s*\\+\\s*\"", "")
              .replace("\\n", "\n")
              .replace("\\\"", "\"");
      if (!SQL.matcher(text).lookingAt()) {
        texts.add(new MessageTexts(file, text));
      }
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
