package io.github.plausible4j.compatibility;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.ObjectCodec;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.plausible4j.Plausible;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/**
 * The client can be compiled to a native image without metadata, because it looks nothing up by
 * name: no reflection, no services, no binding of JSON to classes.
 */
class NativeImageTest {
  private static final JavaClasses CLIENT =
      new ClassFileImporter()
          .withImportOption(
              location ->
                  location.contains("/plausible-client")
                      && ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location))
          .importPackagesOf(Plausible.class);

  @Test
  void theClientIsLookedAt() {
    assertThat(CLIENT.contain(Plausible.class)).isTrue();
    assertThat(CLIENT.size()).isGreaterThan(100);
  }

  @Test
  void nothingIsLookedUpByName() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Class.class)))
                .and(
                    target(
                        nameMatching(
                            "forName|get(Declared)?(Method|Field|Constructor).*|newInstance"))))
        .orShould()
        .dependOnClassesThat(
            describe(
                "are reflection or services",
                type ->
                    type.getPackageName().equals(Proxy.class.getPackageName())
                        || type.getName().equals("java.util.ServiceLoader")))
        .check(CLIENT);
  }

  @Test
  void jsonIsReadAsTreesAndNotBoundToClasses() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(ObjectCodec.class)))
                .and(
                    target(
                        nameMatching("convertValue|valueToTree|treeToValue|readValue|readValues"))))
        .check(CLIENT);
  }
}
