package io.github.plausible4j.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what users may see and what they may not. */
public final class Internals {
  private static final String NOTICE = "internal use only";

  private Internals() {}

  /** Classes of packages that users of the module see. */
  public static DescribedPredicate<JavaClass> areExported() {
    return DescribedPredicate.describe("are exported", Exports::contain);
  }

  /** Types that users see: public, in an exported package, and in no hidden type. */
  public static DescribedPredicate<JavaClass> areApi() {
    return DescribedPredicate.describe("are API", Internals::isApi);
  }

  /** Classes of packages that carry internal in their name. */
  public static DescribedPredicate<JavaClass> areNamedInternal() {
    return DescribedPredicate.describe("are named internal", Internals::isNamedInternal);
  }

  static boolean isNamedInternal(JavaClass type) {
    return ("." + type.getPackageName() + ".").contains(".internal.");
  }

  private static boolean isApi(JavaClass type) {
    return Exports.contain(type)
        && isSeen(type.getModifiers())
        && type.getEnclosingClass().map(Internals::isApi).orElse(true);
  }

  private static boolean isSeen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** No hidden type of the project in anything that a user can name, call or extend. */
  public static ArchCondition<JavaClass> showOnlyApi() {
    return condition(
        "show only exported types",
        (type, events) -> {
          Stream<JavaType> supertypes =
              Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
          report(type, type.getName() + " extends", supertypes, events);
          for (JavaField field : type.getFields()) {
            if (isSeen(field.getModifiers())) {
              report(type, field.getFullName() + " is", Stream.of(field.getType()), events);
            }
          }
          for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isSeen(unit.getModifiers())) {
              report(type, unit.getFullName() + " shows", signature(unit), events);
            }
          }
        });
  }

  private static Stream<JavaType> signature(JavaCodeUnit unit) {
    return Stream.of(
            unit.getParameterTypes().stream(),
            Stream.of(unit.getReturnType()),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }

  private static void report(
      JavaClass type, String what, Stream<? extends JavaType> shown, ConditionEvents events) {
    shown
        .flatMap(signature -> signature.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(involved -> involved.getPackageName().startsWith(Modules.PROJECT))
        .filter(involved -> !isApi(involved))
        .forEach(
            hidden ->
                events.add(SimpleConditionEvent.violated(type, what + " " + hidden.getName())));
  }

  /** No unqualified export in the module-info. */
  public static ArchCondition<JavaClass> notBeExported() {
    return condition(
        "not be exported",
        (type, events) -> {
          if (Exports.contain(type)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is exported"));
          }
        });
  }

  /** There is one way to hide an implementation: a package named internal. */
  public static ArchCondition<JavaClass> beNamedInternal() {
    return condition(
        "be in a package named internal",
        (type, events) -> {
          if (!isNamedInternal(type)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is not"));
          }
        });
  }

  /** What is internal belongs into a package that is not exported. */
  public static ArchCondition<JavaClass> notSayForInternalUseOnly() {
    return condition(
        "not be for " + NOTICE + ", which belongs into a package named internal",
        (type, events) -> {
          if (hasNotice(type)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is exported"));
          }
        });
  }

  private static boolean hasNotice(JavaClass type) {
    Path source =
        Modules.sources(Modules.moduleOf(type)).resolve(type.getName().replace('.', '/') + ".java");
    try {
      // The formatter may break the notice over two lines.
      return Files.readString(source).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").contains(NOTICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArchCondition<JavaClass> condition(
      String description, java.util.function.BiConsumer<JavaClass, ConditionEvents> check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, events);
      }
    };
  }
}
