package io.github.plausible4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/compatibility.md names what is run. */
class CompatibilityPageTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Path PROGRAMS = Path.of("src", "it");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jackson | jackson | plausible-bom/pom.xml",
        "OkHttp | okhttp | plausible-bom/pom.xml",
        "Kotlin standard library | kotlin | plausible-bom/pom.xml",
        "Jetty, for testkit | jetty | plausible-bom/pom.xml",
        "Micrometer | micrometer | pom.xml",
        "Jakarta Servlet | servlet | pom.xml"
      })
  void aLibraryHasTheVersionOfTheBuild(String library, String property, String pom)
      throws IOException {
    assertThat(row(library).get(1)).isEqualTo(version(ROOT.resolve(pom), property));
  }

  @ParameterizedTest
  @CsvSource({"Jackson, jackson", "OkHttp, okhttp"})
  void theVersionsOfEachBuildAreThoseThatItRuns(String library, String name) throws IOException {
    String everyBuild = row(library).get(3).split(";", -1)[0];

    assertThat(found("(\\d+\\.\\d+)", everyBuild))
        .containsExactlyElementsOf(
            Stream.concat(
                    found("<id>" + name + "-(.*?)</id>", read(Path.of("pom.xml"))).stream(),
                    Stream.of(row(library).get(1)))
                .toList());
  }

  @Test
  void everyReleaseOfJavaIsRunWhereItIs() throws Exception {
    String[] newer =
        LibraryVersionsTest.class
            .getDeclaredMethod("aNewerJava", String.class)
            .getAnnotation(ValueSource.class)
            .strings();

    assertThat(found("(?m)^\\| (\\d\\d) \\|", page()))
        .containsExactlyElementsOf(Stream.concat(Stream.of("17"), Arrays.stream(newer)).toList());
  }

  @Test
  void everyReleaseOfSpringBootIsRun() throws IOException {
    Path program = PROGRAMS.resolve("spring-boot");
    List<String> named =
        found("(?m)^\\| ((?:\\d\\.\\d(?:, )?)+) \\|", page()).stream()
            .flatMap(versions -> Stream.of(versions.split(", ")))
            .toList();

    assertThat(named)
        .isEqualTo(found("<id>boot-(.*?)</id>", read(program.resolve("pom.xml"))))
        .isEqualTo(found("= boot-(\\S+)", read(program.resolve("invoker.properties"))));
  }

  @Test
  void everyProgramOfTheMatrixIsNamed() throws IOException {
    try (Stream<Path> programs = Files.list(PROGRAMS)) {
      assertThat(programs.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder(
              "kotlin", "shaded", "shrunk", "spring-boot", "two-hard-versions");
    }
    assertThat(page()).contains("(`kotlin`)", "(`shaded`)", "(`shrunk`)", "(`two-hard-versions`)");
    assertThat(page())
        .contains("| Kotlin " + version(PROGRAMS.resolve("kotlin/pom.xml"), "kotlin") + ",");
  }

  /** The cells of the row whose first one is that. */
  private static List<String> row(String first) throws IOException {
    String line =
        page()
            .lines()
            .filter(row -> row.startsWith("| " + first + " |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row " + first));
    return Stream.of(line.split("\\|", -1)).skip(1).map(String::strip).toList();
  }

  /** A version without its last part. */
  private static String version(Path pom, String property) throws IOException {
    return found("<" + property + "\\.version>(\\d+\\.\\d+)", read(pom)).get(0);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String page() throws IOException {
    return read(ROOT.resolve("docs/compatibility.md"));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
