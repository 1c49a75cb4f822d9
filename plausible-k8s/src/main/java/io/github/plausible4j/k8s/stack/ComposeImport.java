package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports what happened to each line of a Docker Compose project: it is used, left to the stack,
 * not used, or a problem. {@code toString()} prints a table. It shows a value only if the variable
 * is known to be public. Immutable, except for the builder.
 */
public final class ComposeImport {
  /** The widest column. A longer name shifts only the rest of its own row. */
  private static final int WIDEST = 60;

  private final List<String> files;
  private final PlausibleStack.Builder stack;
  private final List<Item> used;
  private final List<Item> leftToStack;
  private final List<Item> notUsed;
  private final List<Problem> problems;

  /**
   * A line of a file.
   *
   * @param source the file or the service
   * @param name the variable, or the key of the service
   * @param outcome how it is used, what replaces it, or why it is not used
   */
  public record Item(String source, String name, String outcome) {
    @Override
    public String toString() {
      return source + "  " + name + "  " + outcome;
    }
  }

  ComposeImport(
      List<String> files,
      PlausibleStack.Builder stack,
      List<Item> used,
      List<Item> leftToStack,
      List<Item> notUsed,
      List<Problem> problems) {
    this.files = List.copyOf(files);
    this.stack = stack;
    this.used = List.copyOf(used);
    this.leftToStack = List.copyOf(leftToStack);
    this.notUsed = List.copyOf(notUsed);
    this.problems = List.copyOf(problems);
  }

  static ComposeImport read(Path path) {
    ComposeProject project = ComposeProject.read(path);
    return new ComposeMapping(project, path).map();
  }

  /** The names of the files that were read. */
  public List<String> files() {
    return files;
  }

  /** The lines that became part of the stack. */
  public List<Item> used() {
    return used;
  }

  /** The lines that the stack handles in its own way, with what replaces them. */
  public List<Item> leftToStack() {
    return leftToStack;
  }

  /** The lines that belong to other programs, or that this release does not read. */
  public List<Item> notUsed() {
    return notUsed;
  }

  /** The problems that have to be fixed first. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * The builder of the stack, for further settings. Each call returns the same builder.
   *
   * @throws StackValidationException if there are problems; it has all of them
   */
  public PlausibleStack.Builder toBuilder() {
    if (!problems.isEmpty()) {
      throw new StackValidationException(problems);
    }
    return stack;
  }

  /** A table of all lines, without secrets. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(String.join(", ", files)).append('\n');
    rows(table, "used", used);
    rows(table, "left to the stack", leftToStack);
    rows(table, "not used", notUsed);
    if (!problems.isEmpty()) {
      table.append("problems\n");
      problems.forEach(problem -> table.append("  ").append(problem).append('\n'));
    }
    return table.toString();
  }

  private static void rows(StringBuilder table, String title, List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    int source = items.stream().mapToInt(item -> item.source().length()).max().orElse(0);
    int name = items.stream().mapToInt(item -> item.name().length()).max().orElse(0);
    table.append(title).append('\n');
    for (Item item : items) {
      table.append("  ");
      padded(table, item.source(), source);
      padded(table, item.name(), name);
      table.append(item.outcome()).append('\n');
    }
  }

  private static void padded(StringBuilder table, String text, int width) {
    int blanks = Math.max(0, Math.min(width, WIDEST) - text.length()) + 2;
    table.append(text).append(" ".repeat(blanks));
  }
}
