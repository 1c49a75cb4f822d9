import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what a command has printed as a terminal in which line after line appears. Where motion is not
 * wanted, all lines are there at once: java docs/DrawTerminal.java COMMAND OUTPUT.txt PICTURE.svg
 */
class DrawTerminal {
  private static final int COLUMNS = 84;
  private static final double COLUMN = 8.43;
  private static final int ROW = 20;
  private static final int MARGIN = 20;
  private static final int TOP = 52;
  private static final double SECONDS_A_LINE = 0.12;

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected COMMAND OUTPUT.txt PICTURE.svg, got " + args.length);
    }
    List<String> lines = new ArrayList<>();
    wrap("$ " + args[0], lines);
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      wrap(line, lines);
    }
    while (lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    Files.writeString(Path.of(args[2]), draw(args[0], lines));
  }

  private static void wrap(String line, List<String> lines) {
    String rest = line;
    while (rest.length() > COLUMNS) {
      int space = rest.lastIndexOf(' ', COLUMNS);
      int end = space > COLUMNS / 2 ? space : COLUMNS;
      lines.add(rest.substring(0, end));
      rest = "    " + rest.substring(end).strip();
    }
    lines.add(rest);
  }

  private static String draw(String title, List<String> lines) {
    double width = COLUMNS * COLUMN + 2 * MARGIN;
    int height = TOP + lines.size() * ROW + MARGIN / 2;
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %d" role="img" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="#d1d5db">
            <title>%s</title>
            <style>
            text{white-space:pre}
            @media (prefers-reduced-motion:no-preference){text{animation:come .01s both}@keyframes come{from{opacity:.25}to{opacity:1}}}
            </style>
            <rect width="%.0f" height="%d" rx="10" fill="#111827"/>
            <circle cx="22" cy="20" r="6" fill="#f87171"/><circle cx="42" cy="20" r="6" fill="#fbbf24"/><circle cx="62" cy="20" r="6" fill="#34d399"/>
            """,
            width,
            height,
            escaped(title),
            width,
            height));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank()) {
        svg.append(
            format(
                "<text x=\"%d\" y=\"%d\"%s style=\"animation-delay:%.2fs\">%s</text>%n",
                MARGIN,
                TOP + i * ROW,
                color(line),
                i * SECONDS_A_LINE,
                escaped(line)));
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static String color(String line) {
    if (line.startsWith("$ ")) {
      return " fill=\"#fff\" font-weight=\"600\"";
    }
    return line.strip().startsWith("✔") || line.startsWith("Ready") ? " fill=\"#34d399\"" : "";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
