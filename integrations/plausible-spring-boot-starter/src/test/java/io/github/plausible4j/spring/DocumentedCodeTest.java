package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.micrometer.EventQueueMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/spring-boot.md shows compiles, and its table has the properties that there are. */
class DocumentedCodeTest {
  private static final Pattern JAVA =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir Path classes;

  @Test
  void theCodeCompiles() throws Exception {
    List<String> blocks = JAVA.matcher(guide()).results().map(found -> found.group(1)).toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks).allSatisfy(block -> assertThat(problems(block)).as(block).isEmpty());
  }

  @Test
  void everyPropertyIsInTheTableAndNoOther() throws Exception {
    List<String> documented =
        Pattern.compile("^\\| `(plausible[\\w.-]+)` \\|.*\\|.*\\|$", Pattern.MULTILINE)
            .matcher(section("## Properties"))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            propertyNames(PlausibleProperties.class, "plausible.").toList());
  }

  @Test
  void everyMeterIsInTheTableAndNoOther() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Plausible plausible = Plausible.create("https://stats.example.org");
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(queue).bindTo(registry);
    }

    List<String> documented =
        Pattern.compile("^\\| `(plausible[\\w.-]+)`", Pattern.MULTILINE)
            .matcher(section("## Metrics"))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(documented)
        .doesNotHaveDuplicates()
        .hasSameElementsAs(
            registry.getMeters().stream().map(meter -> meter.getId().getName()).toList());
  }

  private static Stream<String> propertyNames(Class<?> type, String prefix) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component -> {
              String name =
                  prefix
                      + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
              return component.getType().isRecord()
                  ? propertyNames(component.getType(), name + ".")
                  : Stream.of(name);
            });
  }

  private static String section(String heading) throws Exception {
    String after = guide().substring(guide().indexOf(heading) + heading.length());
    return after.substring(0, after.indexOf("\n## "));
  }

  private static String guide() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/spring-boot.md"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/spring-boot.md"));
  }

  private List<String> problems(String code) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            new StringWriter(),
            null,
            found,
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))),
            null,
            List.of(new Source(code)))
        .call();
    return found.getDiagnostics().stream().map(each -> each.getMessage(null)).toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String code) {
      super(URI.create("string:///Documented.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
