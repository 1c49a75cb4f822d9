package io.github.plausible4j.k8s.internal.rollout;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All rules of the code: those in the constants of each class of the package. */
final class KnownRules {
  private KnownRules() {}

  static Set<FailureRule> all() throws IOException, ReflectiveOperationException {
    Set<FailureRule> rules = new LinkedHashSet<>();
    for (Class<?> each : classes()) {
      for (Field field : each.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          addTo(rules, field.get(null));
        }
      }
    }
    return rules;
  }

  private static void addTo(Set<FailureRule> rules, Object constant) {
    if (constant instanceof FailureRule rule) {
      rules.add(rule);
    } else if (constant instanceof Collection<?> all) {
      all.forEach(each -> addTo(rules, each));
    } else if (constant instanceof Map<?, ?> map) {
      map.values().forEach(each -> addTo(rules, each));
    }
  }

  private static List<Class<?>> classes() throws IOException, ReflectiveOperationException {
    String name = FailureRule.class.getPackageName();
    try (Stream<Path> files = Files.list(root().resolve(name.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .sorted()
          .<Class<?>>map(file -> named(name + '.' + file.substring(0, file.length() - 6)))
          .toList();
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path root() throws ReflectiveOperationException {
    try {
      return Path.of(FailureRule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new ReflectiveOperationException(e);
    }
  }
}
