package io.github.plausible4j.k8s.internal.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that a volume or a config mounts where variables are read: in CONFIG_DIR, by Plausible's
 * {@code config/runtime.exs}, and where a variable NAME_FILE points.
 */
final class MountedSecrets {
  private static final String DEFAULT_DIRECTORY = "/run/secrets";

  private MountedSecrets() {}

  /** The files on the host by their names in the container. */
  static Map<String, ComposeSecret> of(
      Path project,
      Map<String, String> environment,
      List<ComposeService.Mount> mounts,
      Map<String, ComposeSecret> configs) {
    String directory = path(environment.getOrDefault("CONFIG_DIR", DEFAULT_DIRECTORY));
    Map<String, ComposeSecret> files = new TreeMap<>();
    for (ComposeService.Mount mount : mounts) {
      String target = path(mount.target());
      int slash = target.lastIndexOf('/');
      boolean isRead =
          target.substring(0, Math.max(0, slash)).equals(directory) || isNamed(target, environment);
      if (mount.isConfig() && isRead) {
        files.put(
            target.substring(slash + 1),
            configs.getOrDefault(mount.target(), new ComposeSecret.Elsewhere()));
      }
      if (!mount.source().matches("[./~].*")) {
        continue; // a named volume or a config
      }
      Path source = source(project, mount.source());
      if (target.equals(directory)) {
        list(source)
            .forEach(file -> files.put(BoundedFile.name(file), new ComposeSecret.InFile(file)));
      } else if (isRead) {
        files.put(target.substring(slash + 1), new ComposeSecret.InFile(source));
      }
    }
    return files;
  }

  private static String path(String written) {
    return written.replaceAll("(?<=.)/+$", "");
  }

  private static boolean isNamed(String target, Map<String, String> environment) {
    return environment.entrySet().stream()
        .anyMatch(
            entry -> entry.getKey().endsWith("_FILE") && path(entry.getValue()).equals(target));
  }

  private static Path source(Path project, String written) {
    try {
      String home = System.getProperty("user.home");
      return project
          .resolve(written.startsWith("~/") ? home + written.substring(1) : written)
          .normalize();
    } catch (InvalidPathException e) {
      return project.resolve("missing"); // reported as a secret that is not in the files
    }
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
