package io.github.plausible4j.k8s.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.internal.file.ReplacedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes the JSON of an {@link ImageLock}. */
final class ImageLockText {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ImageLockText() {}

  static String write(ImageLock lock) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    ArrayNode images = root.putArray("images");
    for (LockedImage locked : lock.images()) {
      ObjectNode image = images.addObject();
      image.put("image", locked.image());
      image.put("digest", locked.digest());
      ObjectNode platforms = image.putObject("platforms");
      locked.platforms().forEach(platforms::put);
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  static void write(ImageLock lock, Path file) {
    try {
      ReplacedFile.write(file, write(lock).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("lock file " + file + " cannot be written: " + e, e);
    }
  }

  static ImageLock parse(String text, String source) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw invalid(source, "is not JSON: " + e.getOriginalMessage(), e);
    }
    int version = root.path("version").asInt();
    if (version != VERSION) {
      throw invalid(
          source, "has version " + version + ", but only " + VERSION + " can be read", null);
    }
    List<LockedImage> images = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode image : root.path("images")) {
      try {
        images.add(image(image));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty() || !root.path("images").isArray()) {
      problems.add(root.path("images").isArray() ? "" : "there is no list \"images\"");
      throw invalid(source, "cannot be used: " + String.join("; ", problems), null);
    }
    return new ImageLock(images);
  }

  private static LockedImage image(JsonNode node) {
    Map<String, String> platforms = new TreeMap<>();
    node.path("platforms")
        .properties()
        .forEach(p -> platforms.put(p.getKey(), p.getValue().asText()));
    return LockedImage.of(node.path("image").asText(""), node.path("digest").asText(""), platforms);
  }

  private static IllegalArgumentException invalid(
      String source, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        source + " " + what + "; resolve the images again and write the file again", cause);
  }
}
