package io.github.plausible4j.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The public types of some modules, and whether what a text names is in them. */
final class PublicApi {
  /** {@code sites().adopt}, {@code StorageSpec.nfs}, {@code RestoreOptions.builder().keys}. */
  private static final Pattern CHAIN =
      Pattern.compile("(?<![\\w./])(\\w+)(\\([^()]*\\))?((?:\\.[a-zA-Z]\\w*(?:\\([^()]*\\))?)+)");

  /** {@code resume()}, and a name such as {@code withStorage} alone. */
  private static final Pattern CALL =
      Pattern.compile("(?<![\\w./])(?:([a-z]\\w*)\\(\\)|(with[A-Z]\\w*))(?![\\w.(])");

  /** Names of others that look like types of this project. */
  private static final Set<String> OTHERS = Set.of("AES", "Bamboo", "Duration", "Map", "Plausible");

  private final List<Class<?>> types;

  private PublicApi(List<Class<?>> types) {
    this.types = types;
  }

  static PublicApi of(List<Path> sources) {
    List<Class<?>> types = new ArrayList<>();
    for (Path root : sources) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
            .filter(name -> !name.contains("/internal/"))
            .map(name -> name.substring(0, name.length() - 5).replace('/', '.'))
            .forEach(name -> add(types, named(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PublicApi(List.copyOf(types));
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " has a source and no class", e);
    }
  }

  private static void add(List<Class<?>> types, Class<?> type) {
    if (Modifier.isPublic(type.getModifiers())) {
      types.add(type);
      for (Class<?> nested : type.getDeclaredClasses()) {
        add(types, nested);
      }
    }
  }

  /** How many types there are. */
  int size() {
    return types.size();
  }

  /** Names in a text that look like types or methods of this project and do not exist. */
  List<String> missing(String text) {
    List<String> missing = new ArrayList<>();
    Matcher chain = CHAIN.matcher(text);
    while (chain.find()) {
      if (!resolves(chain.group(1), chain.group(2) != null, chain.group(3))) {
        missing.add(chain.group());
      }
    }
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      String name = call.group(1) == null ? call.group(2) : call.group(1);
      if (types.stream().noneMatch(type -> !results(type, name).isEmpty())
          && results(String.class, name).isEmpty()) {
        missing.add(call.group());
      }
    }
    return missing;
  }

  private boolean resolves(String first, boolean called, String rest) {
    String[] members = rest.substring(1).replaceAll("\\([^()]*\\)", "").split("\\.", -1);
    List<Class<?>> owners;
    if (called) {
      owners = types.stream().flatMap(type -> results(type, first).stream()).distinct().toList();
    } else if (Character.isUpperCase(first.charAt(0)) && !OTHERS.contains(first)) {
      owners = types.stream().filter(type -> type.getSimpleName().equals(first)).toList();
    } else {
      return true; // A name of a host, a file, a field or an operation in a log.
    }
    for (String member : members) {
      owners =
          owners.stream().flatMap(owner -> results(owner, member).stream()).distinct().toList();
    }
    return !owners.isEmpty();
  }

  /** The types that members of that name return; empty if there is no such member. */
  private static List<Class<?>> results(Class<?> type, String member) {
    Stream<Class<?>> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(member))
            .map(Method::getReturnType);
    Stream<Class<?>> fields =
        Arrays.stream(type.getFields())
            .filter(field -> field.getName().equals(member))
            .map(Field::getType);
    Stream<Class<?>> nested =
        Arrays.stream(type.getClasses()).filter(each -> each.getSimpleName().equals(member));
    return Stream.of(methods, fields, nested)
        .flatMap(each -> each)
        .<Class<?>>map(each -> each)
        .toList();
  }
}
