package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A file of variables as compose reads it: quotes over several lines, comments, escapes, and
 * references to variables above. It is read once from start to end. No value is shown in a problem,
 * and no name that may be a part of a secret. For internal use only.
 */
public final class EnvFile {
  private static final int MOST_PROBLEMS = 100;
  private static final int SHORTEST_REST = 8;

  /** What a shell takes for the next variable, and compose for a part of the value. */
  private static final Pattern ANOTHER = Pattern.compile("\\s[A-Z][A-Z0-9_]{2,}=");

  private final String file;
  private final String text;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> repeated = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Interpolation interpolation;
  private int at;
  private int line = 1;
  private String previous = "";

  /** Whether a line since that variable was not a variable. */
  private boolean broken;

  private EnvFile(String file, String text, Map<String, String> known) {
    this.file = file;
    this.text = lines(text);
    this.interpolation =
        new Interpolation(
            name ->
                Optional.ofNullable(variables.get(name))
                    .or(() -> Optional.ofNullable(known.get(name))),
            problems);
  }

  /**
   * The variables of a file, in its order.
   *
   * @param variables values by name; a name without a sign of equality has none
   * @param repeated names that it sets more than once; the last value counts
   * @param interpolated names that other values refer to
   * @param problems lines that cannot be read
   */
  public record Content(
      Map<String, String> variables,
      Set<String> repeated,
      Set<String> interpolated,
      List<Problem> problems) {}

  /**
   * Reads a file.
   *
   * @param known variables that it may refer to beside its own
   */
  public static Content read(Path path, Map<String, String> known) {
    EnvFile file = new EnvFile(BoundedFile.name(path), BoundedFile.read(path), known);
    while (file.at < file.text.length() && file.problems.size() < MOST_PROBLEMS) {
      file.statement();
    }
    return new Content(
        Collections.unmodifiableMap(file.variables),
        file.repeated,
        file.interpolation.used(),
        List.copyOf(file.problems));
  }

  /** A file of the format raw: values are what is behind the sign of equality. */
  static Content readRaw(Path path) {
    Map<String, String> variables = new LinkedHashMap<>();
    lines(BoundedFile.read(path))
        .lines()
        .filter(line -> line.indexOf('=') > 0 && line.charAt(0) != '#')
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              variables.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            });
    return new Content(variables, Set.of(), Set.of(), List.of());
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** One blank line, comment or variable, with the end of its last line. */
  private void statement() {
    blanks();
    char c = peek();
    if (c != '\n' && c != '#' && c != '\0') {
      variable();
    }
    restOfLine();
  }

  private void variable() {
    int begun = line;
    String name = word();
    boolean exported = name.equals("export") && isBlank(peek());
    if (exported) {
      blanks();
      name = word();
    }
    blanks();
    if (exported && !name.isEmpty() && (peek() == '\n' || peek() == '\0')) {
      return; // It exports a variable of the shell.
    }
    if (name.isEmpty() || !isAssignment()) {
      notAVariable(begun, !name.isEmpty() && (peek() == '\n' || peek() == '\0'));
      return;
    }
    at++;
    if (!isOrdinary(name) && endsWithPadding()) {
      notAVariable(begun, false);
      return;
    }
    boolean blank = isBlank(peek());
    blanks();
    String value = value(begun, blank);
    if (isRestOfSecret(name, value)) {
      notAVariable(begun, false);
      return;
    }
    String before = variables.remove(name);
    if (before != null && !before.equals(value)) {
      repeated.add(name);
    }
    variables.put(name, value);
    previous = name;
    broken = false;
  }

  private String value(int begun, boolean blankBefore) {
    char quote = peek();
    if (quote == '\'' || quote == '"') {
      return quoted(begun, quote);
    }
    int start = at;
    int end = start;
    boolean afterBlank = blankBefore;
    while (peek() != '\n' && peek() != '\0' && !(peek() == '#' && afterBlank)) {
      afterBlank = isBlank(peek());
      at++;
      end = afterBlank ? end : at;
    }
    String written = text.substring(start, end);
    if (ANOTHER.matcher(written).find()) {
      problem(begun, "seems to have two variables", "write one a line, or quote the value");
      return "";
    }
    return interpolation.resolve(place(begun), written);
  }

  private String quoted(int begun, char quote) {
    at++;
    StringBuilder raw = new StringBuilder();
    while (at < text.length() && peek() != quote) {
      char c = text.charAt(at++);
      line += c == '\n' ? 1 : 0;
      if (c == '\\' && quote == '"' && at < text.length()) {
        escaped(raw, text.charAt(at++));
      } else if (c == '\\' && peek() == '\'') {
        raw.append(text.charAt(at++));
      } else {
        raw.append(c);
      }
    }
    if (at >= text.length()) {
      problem(
          begun,
          "has a quotation mark that does not end",
          "end the value with the mark that it begins with");
      return "";
    }
    at++;
    blanks();
    if (peek() != '\n' && peek() != '\0' && peek() != '#') {
      problem(
          begun, "has something behind the end of its quotation", "put # before it, or delete it");
    }
    return quote == '\'' ? raw.toString() : interpolation.resolve(place(begun), raw.toString());
  }

  private void escaped(StringBuilder raw, char c) {
    switch (c) {
      case 'n' -> raw.append('\n');
      case 'r' -> raw.append('\r');
      case 't' -> raw.append('\t');
      case '$' -> raw.append("$$"); // what interpolation makes a dollar of
      case '"', '\\' -> raw.append(c);
      default -> raw.append('\\').append(c);
    }
    line += c == '\n' ? 1 : 0;
  }

  /** A value on two lines leaves its second half where a name is expected. */
  private void notAVariable(int number, boolean nameAlone) {
    broken = true;
    String join =
        previous.isEmpty()
            ? ""
            : "; or, if it belongs to the value of " + previous + " above, join both lines";
    problem(
        number,
        nameAlone ? "has a name without a value" : "is not a variable",
        "write it as NAME=value, or begin it with #" + join);
  }

  /** A colon assigns as in YAML, if a blank follows. */
  private boolean isAssignment() {
    return peek() == '='
        || (peek() == ':' && at + 1 < text.length() && isBlank(text.charAt(at + 1)));
  }

  /** Whether the line ends here, as Base64 ends: with one = or two. */
  private boolean endsWithPadding() {
    int next = peek() == '=' ? at + 1 : at;
    return next >= text.length() || text.charAt(next) == '\n';
  }

  /** Letters of one case, as names have, and not of both, as keys in Base64 have. */
  private static boolean isOrdinary(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Base64 ends with signs of equality, and has digits and no underscore; its last line may have no
   * digits.
   */
  private boolean isRestOfSecret(String name, String value) {
    return !previous.isEmpty()
        && text.charAt(at - 1) == '='
        && (value.equals("=") || (value.isEmpty() && name.length() >= SHORTEST_REST))
        && name.indexOf('_') < 0
        && (broken || name.chars().anyMatch(Character::isDigit));
  }

  private void restOfLine() {
    while (peek() != '\n' && peek() != '\0') {
      at++;
    }
    at++;
    line++;
  }

  private String word() {
    int start = at;
    while (isPart(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  private void blanks() {
    while (isBlank(peek())) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u000b' || c == '\f' || c == '\u0085' || c == '\u00a0';
  }

  private static boolean isPart(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "_.-[]".indexOf(c) >= 0;
  }

  private String place(int number) {
    return file + " line " + number;
  }

  private void problem(int number, String rule, String remedy) {
    problems.add(ComposeProblem.of(place(number), rule, remedy));
  }
}
