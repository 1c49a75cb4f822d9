package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many files a package has; a reader takes in only a few names at once. */
public final class PackageSize {
  /** The most files that a package may have, without its package-info. */
  public static final int MOST = 45;

  private PackageSize() {}

  /** The packages that have more than {@link #MOST} files, with their number of files. */
  public static Map<String, Long> tooLarge(JavaClasses classes) {
    return tooLarge(classes, MOST);
  }

  static Map<String, Long> tooLarge(JavaClasses classes, int most) {
    return classes.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> type.getEnclosingClass().isEmpty())
        .collect(Collectors.groupingBy(packageOf(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > most)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Function<JavaClass, String> packageOf() {
    return JavaClass::getPackageName;
  }
}
