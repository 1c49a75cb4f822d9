package io.github.plausible4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles modules, and knows the jars that they need. */
final class Modules {
  /** Tools of these tests, which no program needs, and the classes of these tests. */
  private static final Pattern OF_TESTS =
      Pattern.compile("(junit|assertj|archunit|opentest4j|apiguardian|byte-buddy|surefire).*|.*es");

  /** The client and what it needs. */
  private static final Pattern OF_CLIENT =
      Pattern.compile(
          "plausible-client-.*|(okhttp|okio)(-jvm)?-\\d.*|kotlin-stdlib-.*|annotations-.*"
              + "|jackson-(core|databind|annotations)-.*|(slf4j-api|jspecify)-.*");

  private Modules() {}

  /** Every jar that the modules of this library need. */
  static List<String> jars() {
    return Java.classPath().stream()
        .filter(entry -> !OF_TESTS.matcher(nameOf(entry)).matches())
        .toList();
  }

  static boolean isOfClient(String jar) {
    return OF_CLIENT.matcher(nameOf(jar)).matches();
  }

  static String path(Stream<String> entries) {
    return String.join(File.pathSeparator, entries.toList());
  }

  private static String nameOf(String entry) {
    return String.valueOf(Path.of(entry).getFileName());
  }

  /** Writes a source file and gives its place. */
  static Path source(Path folder, String name, String text) throws Exception {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), text);
  }

  /** Compiles into a folder, and fails with what the compiler says. */
  static void compile(Path classes, List<Path> sources, String... options) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-d", classes.toString()));
    all.addAll(List.of(options));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  all,
                  null,
                  files.getJavaFileObjects(sources.toArray(Path[]::new)))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
