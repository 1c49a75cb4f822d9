package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of variables as docker-compose reads it: quotes, comments, and variables that refer to
 * earlier ones. No line is shown in a problem, because it may hold a secret.
 */
final class EnvFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(\\s*)(.*?)\\s*");
  private static final Pattern QUOTED =
      Pattern.compile("'([^']*)'\\s*(?:#.*)?|\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_]\\w*)}|\\$([A-Za-z_]\\w*)|\\$[${]");

  private final String file;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private EnvFile(String file) {
    this.file = file;
  }

  /** Variables that are set to something; everything that is wrong goes to the problems. */
  static Map<String, String> read(Path path, List<Problem> problems) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (CharacterCodingException e) {
      String file = String.valueOf(path.getFileName());
      throw new StackValidationException(
          List.of(new Problem(file, null, "is not text in UTF-8", "save it as UTF-8")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    EnvFile file = new EnvFile(String.valueOf(path.getFileName()));
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(i).replace(BYTE_ORDER_MARK, "") : lines.get(i);
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        file.add(line, i + 1);
      }
    }
    problems.addAll(file.problems);
    // What is set to nothing counts as unset here; Plausible itself would stumble over it.
    file.variables.values().removeIf(String::isEmpty);
    return file.variables;
  }

  private void add(String line, int number) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      problem(number, "is not a variable", "write it as NAME=value, or begin it with #");
      return;
    }
    String written = matcher.group(3);
    boolean comment = written.startsWith("#") && !matcher.group(2).isEmpty();
    variables.put(matcher.group(1), comment ? "" : value(written, number));
  }

  /** A comment has white space before it. */
  private String value(String written, int number) {
    if (!written.startsWith("'") && !written.startsWith("\"")) {
      int comment = written.indexOf(" #");
      return resolved(comment < 0 ? written : written.substring(0, comment).strip(), number);
    }
    Matcher quoted = QUOTED.matcher(written);
    if (!quoted.matches()) {
      problem(
          number,
          "has a quotation mark that does not end, or something behind its end",
          "end the value with the mark that it begins with, on the same line");
      return "";
    }
    return quoted.group(1) != null
        ? quoted.group(1)
        : resolved(quoted.group(2).replaceAll("\\\\([\"\\\\$])", "$1"), number);
  }

  /** A dollar that only some versions of compose take for a variable is not guessed at. */
  private String resolved(String value, int number) {
    return REFERENCE
        .matcher(value)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              if (name == null || !variables.containsKey(name)) {
                problem(
                    number,
                    "has a $ that compose may read as a variable, and the file does not set it"
                        + " before",
                    "write what it stands for, or put the value in single quotes if the $ is part"
                        + " of it");
                return "";
              }
              return Matcher.quoteReplacement(variables.get(name));
            });
  }

  private void problem(int line, String rule, String remedy) {
    problems.add(new Problem(file + " line " + line, null, rule, remedy));
  }
}
