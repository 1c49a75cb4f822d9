package io.github.plausible4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.plausible4j.architecture.Modules.PROJECT;
import static io.github.plausible4j.architecture.Modules.ofModule;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.plausible4j.architecture.CommonPool;
import io.github.plausible4j.architecture.Console;
import io.github.plausible4j.architecture.Internals;
import io.github.plausible4j.architecture.Modules;
import io.github.plausible4j.architecture.PackageOrder;
import io.github.plausible4j.architecture.PackageSize;
import io.github.plausible4j.architecture.PackageSlices;
import io.github.plausible4j.architecture.WithoutApiServerFake;

/** The rules that hold over all modules at once. */
@AnalyzeClasses(
    packages = PROJECT,
    importOptions = {ImportOption.DoNotIncludeTests.class, WithoutApiServerFake.class})
class ArchitectureTest {
  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    assertThat(classes.stream().map(Modules::moduleOf).distinct())
        .contains("plausible-client", "plausible-testkit", "plausible-k8s", "plausible-admin");
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .assignedFrom(new PackageSlices())
          .namingSlices("$1")
          .should()
          .beFreeOfCycles()
          .because("every arrow points down: entry, areas, internal");

  @ArchTest
  static final ArchRule arrowsPointDown =
      classes()
          .that(not(ofModule("samples")))
          .should(PackageOrder.isKept())
          .because("the order of packages is what a reader can rely on");

  @ArchTest
  static void noPackageHasMoreFilesThanAReaderTakesIn(JavaClasses classes) {
    assertThat(PackageSize.tooLarge(classes)).isEmpty();
  }

  @ArchTest
  static final ArchRule nothingExportedIsMarkedInternal =
      classes()
          .that(Internals.areExported())
          .and(not(ofModule("samples")))
          .and()
          .areTopLevelClasses()
          .should(Internals.notSayForInternalUseOnly());

  @ArchTest
  static final ArchRule internalTypesStayOutOfPublicSignatures =
      classes().that(Internals.areApi()).should(Internals.showOnlyApi());

  @ArchTest
  static final ArchRule internalPackagesAreExportedToNobodyButFriends =
      classes().that(Internals.areNamedInternal()).should(Internals.notBeExported());

  @ArchTest
  static final ArchRule hiddenPackagesAreNamedInternal =
      classes()
          .that(not(Internals.areExported()))
          .and(not(ofModule("samples")))
          .should(Internals.beNamedInternal());

  @ArchTest
  static final ArchRule theClientKnowsNeitherKubernetesNorDatabases =
      noClasses()
          .that(ofModule("plausible-client"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "java.sql..", "javax.sql..", "org.postgresql..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(PROJECT + ".k8s..", PROJECT + ".admin..", PROJECT + ".testkit..");

  @ArchTest
  static final ArchRule provisioningKnowsNoDatabases =
      noClasses()
          .that(ofModule("plausible-k8s"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(PROJECT + ".admin..", PROJECT + ".testkit..");

  @ArchTest
  static final ArchRule nothingLogsPastSlf4j =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule onlyProgramsWriteToTheConsole =
      classes().that(not(Console.belongsToPrograms())).should(Console.notBeWrittenTo());

  @ArchTest
  static final ArchRule nothingRunsInTheCommonPool = classes().should(CommonPool.notBeUsed());
}
