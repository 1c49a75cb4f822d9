package io.github.plausible4j.k8s.internal.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What compose files include: other files, each a project of its own with its directory and its
 * variables, of which those of the including project come first.
 */
final class Inclusion {
  /** Files that include each other several times would otherwise never end. */
  private static final int MOST = 100;

  /** The names of all included files, shared by the files of a project. */
  private final Set<String> names;

  /** The files that led here, which must not be included again. */
  private final Set<Path> trail;

  /** All files that were asked for, shared like the names. */
  private final List<Path> all;

  private Inclusion(Set<String> names, Set<Path> trail, List<Path> all) {
    this.names = names;
    this.trail = trail;
    this.all = all;
  }

  static Inclusion none() {
    return new Inclusion(new LinkedHashSet<>(), Set.of(), new ArrayList<>());
  }

  Set<String> names() {
    return names;
  }

  /** The files that a file includes, read; those that cannot be read are problems. */
  List<ComposeFile> of(ComposeFile by, Path file, @Nullable Object include) {
    List<ComposeFile> read = new ArrayList<>();
    for (Object entry : ComposeFile.list(include)) {
      Map<String, Object> form =
          entry instanceof Map<?, ?>
              ? ComposeFile.map(entry)
              : new LinkedHashMap<>(Map.of("path", entry));
      String place = BoundedFile.name(file) + " include";
      List<Path> paths = paths(by, file, place, form.get("path"));
      if (!paths.isEmpty()) {
        read.add(read(by, file, place, form, paths));
      }
    }
    return read;
  }

  private ComposeFile read(
      ComposeFile by, Path file, String place, Map<String, Object> form, List<Path> paths) {
    Object chosen = form.get("project_directory");
    Path directory =
        chosen == null ? paths.get(0).resolveSibling("") : by.paths().beside(file, place, chosen);
    Set<Path> further = new LinkedHashSet<>(trail);
    further.add(file.toAbsolutePath().normalize());
    further.addAll(paths);
    ComposeFile included =
        new ComposeFile(
            directory,
            variables(by, file, place, form, directory),
            by.problems(),
            new Inclusion(names, further, all));
    for (Path path : paths) {
      names.add(BoundedFile.name(path));
      included.add(path);
    }
    return included;
  }

  private List<Path> paths(ComposeFile by, Path file, String place, @Nullable Object written) {
    List<Path> paths = new ArrayList<>();
    for (Object each : ComposeFile.list(written)) {
      String text = by.text(place, each);
      if (text.contains("://") || text.matches("(?:oci:|git@).*")) {
        by.problem(
            place,
            "names files on another machine, which are not read",
            "write one file with docker compose config, and name its directory");
        continue;
      }
      Path path = by.paths().beside(file, place, each).toAbsolutePath().normalize();
      all.add(path);
      if (!Files.isRegularFile(path)) {
        by.problem(
            place, "names a file that is not there", "put it there, or remove it from include");
      } else if (trail.contains(path)
          || path.equals(file.toAbsolutePath().normalize())
          || all.size() > MOST) {
        by.problem(place, "includes files in a circle, or more than 100", "remove an include");
      } else {
        paths.add(path);
      }
    }
    return paths;
  }

  private Map<String, String> variables(
      ComposeFile by, Path file, String place, Map<String, Object> form, Path directory) {
    Map<String, String> variables = new LinkedHashMap<>();
    Object written = form.get("env_file");
    List<Path> sources = new ArrayList<>();
    ComposeFile.list(written).forEach(each -> sources.add(by.paths().beside(file, place, each)));
    Path usual = directory.resolve(".env");
    if (written == null && Files.isRegularFile(usual)) {
      sources.add(usual);
    }
    for (Path source : sources) {
      if (source.equals(Path.of("/dev/null"))) {
        continue;
      }
      if (!Files.isRegularFile(source)) {
        by.problem(
            place + " env_file",
            "names a file that is not there",
            "put it there, or remove it from include");
        continue;
      }
      names.add(BoundedFile.name(source));
      Map<String, String> known = new LinkedHashMap<>(variables);
      known.putAll(by.variables());
      EnvFile.Content content = EnvFile.read(source, known);
      variables.putAll(content.variables());
      content.problems().stream()
          .filter(each -> !by.problems().contains(each))
          .forEach(by.problems()::add);
    }
    variables.putAll(by.variables());
    return variables;
  }
}
