package io.github.plausible4j.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which module of the build a class comes from; its place on disk tells. */
public final class Modules {
  /** The root package. */
  public static final String PROJECT = "io.github.plausible4j";

  private static final List<String> NAMES =
      List.of(
          "plausible-client",
          "plausible-testkit",
          "plausible-k8s",
          "plausible-admin",
          "integrations/plausible-blog",
          "integrations/plausible-servlet",
          "integrations/plausible-micrometer",
          "integrations/plausible-spring-boot-starter",
          "samples");

  private Modules() {}

  /** The directory of the module. */
  public static String moduleOf(JavaClass type) {
    String place = type.getSource().orElseThrow().getUri().toString();
    return NAMES.stream()
        .filter(name -> place.contains("/" + name + "/target/"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(place + " belongs to no module of the build"));
  }

  /** Classes of that module. */
  public static DescribedPredicate<JavaClass> ofModule(String name) {
    return DescribedPredicate.describe("of " + name, type -> moduleOf(type).equals(name));
  }

  /** Where the sources of a module lie. */
  static Path sources(String module) {
    Path sources = Path.of("..", module, "src", "main", "java");
    if (!Files.isDirectory(sources)) {
      throw new IllegalStateException(sources.toAbsolutePath() + " does not exist");
    }
    return sources;
  }
}
