import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws docs/public/architecture.svg from docs/architecture.txt. With --check it only compares. */
class DrawArchitecture {
  private static final int WIDTH = 980;
  private static final int ROW = 130;
  private static final int BOX_WIDTH = 208;
  private static final int BOX_HEIGHT = 58;

  record Box(String title, String second, int x, int y) {
    int middle() {
      return x + BOX_WIDTH / 2;
    }
  }

  record Flow(String colour, String name, List<String> boxes) {}

  public static void main(String[] args) throws IOException {
    Path docs = Path.of(args.length > 1 ? args[1] : "docs");
    Path picture = docs.resolve("public/architecture.svg");
    String svg = draw(Files.readAllLines(docs.resolve("architecture.txt")));
    if (args.length > 0 && args[0].equals("--check")) {
      if (!Files.readString(picture).equals(svg)) {
        System.err.println(picture + " is older than architecture.txt; run java docs/DrawArchitecture.java");
        System.exit(1);
      }
      return;
    }
    Files.createDirectories(picture.getParent());
    Files.writeString(picture, svg);
  }

  private static String draw(List<String> lines) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    List<Flow> flows = new ArrayList<>();
    int rows = 0;
    for (String line : lines) {
      if (line.startsWith("row ")) {
        row(line.substring(4).split("\\|", -1), rows++, boxes);
      } else if (line.startsWith("flow ")) {
        String[] head = line.substring(5).split(":", 2);
        String[] colour = head[0].split(" ", 2);
        flows.add(new Flow(colour[0], colour[1], List.of(head[1].strip().split("\\s*>\\s*"))));
      }
    }
    int height = rows * ROW + 30;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" role="img">
        <title>The modules of plausible4j and what they talk to</title>
        <rect width="%d" height="%d" fill="#ffffff" rx="12"/>
        """
            .formatted(WIDTH, height, WIDTH, height));
    int lane = 0;
    for (Flow flow : flows) {
      lines(flow, (lane++ - flows.size() / 2) * 14, boxes, svg);
    }
    boxes.values().forEach(box -> box(box, svg));
    int x = 24;
    for (Flow flow : flows) {
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\" font-size=\"13\" fill=\"#374151\">%s</text>%n"
              .formatted(x, height - 22, flow.colour(), x + 20, height - 16, flow.name()));
      x += 40 + flow.name().length() * 8;
    }
    return svg.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
  }

  private static void row(String[] cells, int row, Map<String, Box> boxes) {
    int gap = (WIDTH - cells.length * BOX_WIDTH) / (cells.length + 1);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isBlank()) {
        continue;
      }
      String[] named = cells[i].split("=", 2);
      String[] text = named[1].split("/", 2);
      boxes.put(
          named[0].strip(),
          new Box(
              text[0].strip(),
              text.length > 1 ? text[1].strip() : "",
              gap + i * (BOX_WIDTH + gap),
              24 + row * ROW));
    }
  }

  private static void lines(Flow flow, int lane, Map<String, Box> boxes, StringBuilder svg) {
    for (int i = 1; i < flow.boxes().size(); i++) {
      Box from = boxes.get(flow.boxes().get(i - 1));
      Box to = boxes.get(flow.boxes().get(i));
      boolean sameRow = from.y() == to.y();
      boolean up = to.y() < from.y();
      int y1 = up ? from.y() : from.y() + BOX_HEIGHT;
      int y2 = up ? to.y() + BOX_HEIGHT : to.y();
      int x1 = from.middle() + lane;
      int x2 = to.middle() + lane;
      if (sameRow) {
        y1 = y2 = from.y() + BOX_HEIGHT / 2 + lane / 4;
        x1 = from.x() < to.x() ? from.x() + BOX_WIDTH : from.x();
        x2 = from.x() < to.x() ? to.x() : to.x() + BOX_WIDTH;
      }
      int bend = sameRow ? 0 : (y2 - y1) / 2;
      svg.append(
          "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/><circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>%n"
              .formatted(
                  x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2, flow.colour(), x2, y2,
                  flow.colour()));
    }
  }

  private static void box(Box box, StringBuilder svg) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#f9fafb\" stroke=\"#d1d5db\"/>%n"
            .formatted(box.x(), box.y(), BOX_WIDTH, BOX_HEIGHT));
    boolean two = !box.second().isEmpty();
    text(box.middle(), box.y() + (two ? 25 : 34), 14, "600", "#111827", box.title(), svg);
    if (two) {
      text(box.middle(), box.y() + 44, 12, "400", "#4b5563", box.second(), svg);
    }
  }

  private static void text(
      int x, int y, int size, String weight, String colour, String text, StringBuilder svg) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\" text-anchor=\"middle\">%s</text>%n"
            .formatted(x, y, size, weight, colour, text));
  }
}
