package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What users of a module can see: what its module-info exports, or all that is not internal. */
final class Exports {
  private static final Pattern UNQUALIFIED = Pattern.compile("exports\\s+([\\w.]+)\\s*;");
  private static final Map<String, Optional<Set<String>>> BY_MODULE = new ConcurrentHashMap<>();

  private Exports() {}

  static boolean contain(JavaClass type) {
    return BY_MODULE
        .computeIfAbsent(Modules.moduleOf(type), Exports::read)
        .map(exported -> exported.contains(type.getPackageName()))
        .orElseGet(() -> !Internals.isNamedInternal(type));
  }

  private static Optional<Set<String>> read(String module) {
    Path descriptor = Modules.sources(module).resolve("module-info.java");
    if (!Files.exists(descriptor)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          UNQUALIFIED
              .matcher(Files.readString(descriptor))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
