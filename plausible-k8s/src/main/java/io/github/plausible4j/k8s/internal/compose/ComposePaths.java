package io.github.plausible4j.k8s.internal.compose;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where relative paths begin: those of files that are merged at the directory of the project, those
 * of a file that a service only extends at that file.
 */
final class ComposePaths {
  private final ComposeFile file;
  private final Set<Path> merged = new HashSet<>();
  private @Nullable Path directory;

  /**
   * @param directory of the project; null for that of the first file
   */
  ComposePaths(ComposeFile file, @Nullable Path directory) {
    this.file = file;
    this.directory = directory;
  }

  /** Adds a file that is merged. */
  void begin(Path added) {
    if (directory == null) {
      directory = added.resolveSibling("");
    }
    merged.add(added);
  }

  Path directory() {
    return Objects.requireNonNull(directory, "no file was added");
  }

  private Path base(Path in) {
    return merged.contains(in) ? directory() : in.resolveSibling("");
  }

  /** A path that is written in a file. */
  Path beside(Path in, String place, Object path) {
    Path from = base(in);
    try {
      return from.resolve(file.resolved(place, path)).normalize();
    } catch (InvalidPathException e) {
      file.problem(place, "is not a path", "write the path of a file");
      return from;
    }
  }

  /** Replaces the paths of a service by those on this machine. */
  void locate(Path in, Map<String, Object> service, String place) {
    replaceEach(service, "env_file", entry -> variables(in, place, entry));
    if (!base(in).equals(directory())) {
      replaceEach(service, "volumes", volume -> volume(in, volume));
    }
  }

  private static void replaceEach(
      Map<String, Object> service, String key, UnaryOperator<Object> change) {
    Object before = service.get(key);
    if (before != null && before != ComposeYaml.RESET) {
      List<Object> after = new ArrayList<>(ComposeFile.list(before).stream().map(change).toList());
      service.put(key, before instanceof ComposeYaml.Whole ? new ComposeYaml.Whole(after) : after);
    }
  }

  private Object variables(Path in, String place, Object entry) {
    boolean isForm = entry instanceof Map<?, ?>;
    Map<String, Object> form = isForm ? ComposeFile.map(entry) : new TreeMap<>();
    Object path = isForm ? form.getOrDefault("path", "") : entry;
    form.put("path", beside(in, place + " env_file", path).toString());
    return form;
  }

  private Object volume(Path in, Object volume) {
    String from = base(in).toString().replace("$", "$$") + "/";
    if (volume instanceof Map<?, ?>) {
      Map<String, Object> form = ComposeFile.map(volume);
      if (String.valueOf(form.get("source")).startsWith(".")) {
        form.put("source", from + form.get("source"));
      }
      return form;
    }
    return String.valueOf(volume).startsWith(".") ? from + volume : volume;
  }
}
