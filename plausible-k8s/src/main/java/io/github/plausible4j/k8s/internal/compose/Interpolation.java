package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces references in a text as compose does: {@code $NAME}, <code>${NAME}</code> with {@code
 * :-}, {@code -}, {@code :?}, {@code ?}, {@code :+} and {@code +}, and {@code $$} for a dollar. It
 * goes over the text once; nested defaults are followed to a depth of 20, and a result may have 1
 * MiB.
 */
final class Interpolation {
  private static final int DEEPEST = 20;

  /** A whole value that is one reference without a default. */
  private static final Pattern ALONE =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

  private final Function<String, Optional<String>> variables;
  private final Set<String> used = new TreeSet<>();
  private final List<Problem> problems;
  private String place = "";
  private String text = "";
  private int at;
  private boolean failed;

  Interpolation(Function<String, Optional<String>> variables, List<Problem> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The names that were asked for and found. */
  Set<String> used() {
    return used;
  }

  /**
   * The text with its references replaced; empty with a problem where that is impossible.
   *
   * @param where the place for the problem
   */
  String resolve(String where, String written) {
    if (written.indexOf('$') < 0) {
      return written;
    }
    place = where;
    text = written;
    at = 0;
    failed = false;
    StringBuilder out = new StringBuilder();
    until(out, false, 0);
    return failed ? "" : out.toString();
  }

  /** The name of a variable without a value, if the text is a reference to it alone. */
  Optional<String> lacks(String written) {
    return Optional.of(ALONE.matcher(written))
        .filter(Matcher::matches)
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .filter(name -> variables.apply(name).isEmpty());
  }

  /** Reads up to the end of the text, or up to the brace that ends a default. */
  private void until(StringBuilder out, boolean nested, int depth) {
    while (at < text.length() && !failed) {
      char c = text.charAt(at);
      if (nested && c == '}') {
        return;
      }
      at++;
      if (c != '$') {
        out.append(c);
      } else {
        dollar(out, depth);
      }
      if (out.length() > BoundedFile.LARGEST) {
        fail("becomes longer than 1 MiB", "write the value out");
      }
    }
  }

  private void dollar(StringBuilder out, int depth) {
    char next = at < text.length() ? text.charAt(at) : ' ';
    if (next == '$') {
      at++;
      out.append('$');
    } else if (next == '{') {
      at++;
      braced(out, depth);
    } else if (isStart(next)) {
      out.append(value(name()));
    } else {
      out.append('$');
    }
  }

  private void braced(StringBuilder out, int depth) {
    String name = name();
    if (name.isEmpty() || depth > DEEPEST) {
      fail(
          name.isEmpty() ? "has a ${ without a name" : "nests references too deeply",
          "write its value");
      return;
    }
    boolean colon = peek(':');
    char operator = at < text.length() ? text.charAt(at) : '\0';
    if (operator == '}' && !colon) {
      at++;
      out.append(value(name));
      return;
    }
    if (operator != '-' && operator != '?' && operator != '+') {
      fail("has a reference that compose cannot read", "write it as ${NAME} or ${NAME:-default}");
      return;
    }
    at++;
    StringBuilder word = new StringBuilder();
    until(word, true, depth + 1);
    if (at >= text.length() && !failed) {
      fail("has a ${ that does not end", "end it with }");
      return;
    }
    at++;
    apply(out, name, operator, colon, word);
  }

  private void apply(
      StringBuilder out, String name, char operator, boolean colon, CharSequence word) {
    String found = variables.apply(name).orElse(null);
    boolean set = found != null && !(colon && found.isEmpty());
    if (set) {
      used.add(name);
    }
    switch (operator) {
      case '-' -> out.append(set ? found : word);
      case '+' -> out.append(set ? word : "");
      default -> {
        if (set) {
          out.append(found);
        } else {
          fail("asks for the variable " + name + ", which is not set", "set it in .env");
        }
      }
    }
  }

  private String value(String name) {
    String found = variables.apply(name).orElse(null);
    if (found == null) {
      problem(
          "refers to a variable that is not set, so compose takes it for empty",
          "set it before, or write $$ or single quotes if the $ is part of the value");
      return "";
    }
    used.add(name);
    return found;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean peek(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void fail(String rule, String remedy) {
    if (!failed) {
      problem(rule, remedy);
    }
    failed = true;
  }

  private void problem(String rule, String remedy) {
    if (problems.size() < ComposeProblem.MOST) {
      problems.add(ComposeProblem.of(place, rule, remedy));
    }
  }

  private static boolean isStart(char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9');
  }
}
