package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A table of what programs, nodes and controllers say. A heading has the weight, the cause and some
 * words of the remedy; each line below it is a text that leads to them.
 */
final class CauseTable {
  private static final Pattern SEPARATOR = Pattern.compile(" \\| ");

  /** What a stack gets into, and what is to be reported of it. */
  record Row(String name, Consumer<TestView> enter, Weight weight, String cause, String remedy) {
    /** A stack that never was in another state. */
    TestView state() {
      TestView view = new TestView();
      enter.accept(view);
      return view;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private CauseTable() {}

  /** The rows of a table whose texts become states. */
  static List<Row> rows(String table, BiConsumer<TestView, String> enter) {
    List<Row> rows = new ArrayList<>();
    String[] heading = {};
    for (String line : read(table).lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("## ")) {
        heading = SEPARATOR.split(line.substring(3), -1);
      } else if (!line.startsWith("# ")) {
        String text = line.replace("\\n", "\n").replace("\\r", "\r").replace("\\e", "\u001b");
        rows.add(
            new Row(
                line,
                view -> enter.accept(view, text),
                Weight.valueOf(heading[0]),
                heading[1],
                heading[2]));
      }
    }
    return rows;
  }

  /** The rows of a table whose texts are a reason and a message. */
  static List<Row> reasons(String table, Reason enter) {
    return rows(
        table,
        (view, text) -> {
          int colon = text.indexOf(": ");
          enter.into(view, text.substring(0, colon), text.substring(colon + 2));
        });
  }

  /** A state with a reason and a message. */
  interface Reason {
    void into(TestView view, String reason, String message);
  }

  private static String read(String table) {
    try (InputStream in =
        Objects.requireNonNull(CauseTable.class.getResourceAsStream(table), table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
