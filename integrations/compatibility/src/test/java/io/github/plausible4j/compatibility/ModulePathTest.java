package io.github.plausible4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are modules, with the jars on the module path. */
class ModulePathTest {
  /** What docs/compatibility.md says; automatic modules cannot say what they need. */
  private static final String[] OPTION = {"--add-modules", "ALL-MODULE-PATH,java.sql"};

  private static final Path COUNTING =
      Path.of("src/test/java/io/github/plausible4j/compatibility/EventAndQuery.java")
          .toAbsolutePath();
  private static final String COUNTING_CLASS =
      "program/io.github.plausible4j.compatibility.EventAndQuery";

  private static final String SENDING =
      """
      package program;

      import io.github.plausible4j.Plausible;
      import io.github.plausible4j.events.Event;

      class Main {
        public static void main(String[] args) {
          try (Plausible plausible = Plausible.create("http://127.0.0.1:1")) {
            System.out.println(plausible.events().send(Event.pageview("https://a.example/")));
          }
        }
      }
      """;

  private static final String PLANNING =
      """
      package program;

      import io.fabric8.kubernetes.client.KubernetesClientBuilder;
      import io.github.plausible4j.k8s.render.StackManifests;
      import io.github.plausible4j.k8s.stack.PlausibleStack;

      class Main {
        public static void main(String[] args) {
          PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
          System.out.println(StackManifests.of(stack).toYaml());
          try (var client = new KubernetesClientBuilder().build()) {
            System.out.println("client " + client.getClass().getModule());
          }
        }
      }
      """;

  /** Nothing answers there, so the last line is of the module that asked. */
  private static final String ADMINISTERING =
      """
      package program;

      import io.fabric8.kubernetes.client.ConfigBuilder;
      import io.fabric8.kubernetes.client.KubernetesClientBuilder;
      import io.github.plausible4j.admin.PlausibleAdmin;
      import io.github.plausible4j.k8s.stack.PlausibleStack;

      class Main {
        public static void main(String[] args) {
          PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
          var nowhere =
              new ConfigBuilder()
                  .withMasterUrl("http://127.0.0.1:1")
                  .withRequestRetryBackoffLimit(0)
                  .build();
          try (var client = new KubernetesClientBuilder().withConfig(nowhere).build()) {
            PlausibleAdmin.connect(client, stack).close();
          }
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void theModulesAreJars() {
    assumeTrue(
        Modules.jars().stream().anyMatch(jar -> jar.matches(".*plausible-client[^/\\\\]*\\.jar")),
        "the modules are jars in mvn verify only, not in mvn test");
  }

  @Test
  void theClientNeedsNoOption() throws Exception {
    compile("io.github.plausible4j", program(SENDING), Modules::isOfClient);

    assertSent(
        Java.run(Java.own(), "-p", modulePath(Modules::isOfClient), "-m", "program/program.Main"));
  }

  @Test
  void theClientRunsOnARuntimeOfTwoModules() throws Exception {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    Path runtime = folder.resolve("runtime");
    int linked =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            "java.logging,jdk.crypto.ec",
            "--output",
            runtime.toString());
    assertThat(linked).isZero();
    compile("io.github.plausible4j", program(SENDING), Modules::isOfClient);

    assertSent(
        Java.run(runtime, "-p", modulePath(Modules::isOfClient), "-m", "program/program.Main"));
  }

  @Test
  void theTestServerCounts() throws Exception {
    compile("io.github.plausible4j.testkit", COUNTING, jar -> true);

    assertCounted(run(COUNTING_CLASS));
  }

  /** As Surefire does it: the module of the program is patched, the test kit on the class path. */
  @Test
  void theTestsOfAModuleUseTheTestServer() throws Exception {
    compile("io.github.plausible4j", program(SENDING), Modules::isOfClient);
    String modules = modulePath(Modules::isOfClient);
    String others = Modules.path(Modules.jars().stream().filter(jar -> !Modules.isOfClient(jar)));
    Path tests = folder.resolve("tests");
    String[] reads = {"--add-modules", "program", "--add-reads", "program=ALL-UNNAMED"};
    Modules.compile(
        tests,
        List.of(COUNTING),
        options(
            reads,
            "--patch-module",
            "program=" + COUNTING.getParent(),
            "-p",
            modules,
            "-cp",
            others));

    assertCounted(
        Java.run(
            Java.own(),
            options(
                reads,
                "--patch-module",
                "program=" + tests,
                "-p",
                modules,
                "-cp",
                others,
                "-m",
                COUNTING_CLASS)));
  }

  @Test
  void aStackIsPlanned() throws Exception {
    compile("io.github.plausible4j.k8s", program(PLANNING), jar -> true);

    assertThat(run("program/program.Main").output())
        .contains("kind: StatefulSet", "client module kubernetes.client");
  }

  @Test
  void aStackIsAdministered() throws Exception {
    compile("io.github.plausible4j.admin", program(ADMINISTERING), jar -> true);

    assertThat(run("program/program.Main").output())
        .contains("ClusterAccessException: The PostgreSQL database of the stack plausible");
  }

  private Path program(String text) throws Exception {
    return Modules.source(folder.resolve("program"), "Main.java", text);
  }

  private void compile(String required, Path program, Predicate<String> jars) throws Exception {
    String lines = "module program {\n  requires " + required + ";\n%s}\n";
    boolean needsMore = !required.equals("io.github.plausible4j");
    Path descriptor =
        Modules.source(
            folder,
            "module-info.java",
            lines.formatted(needsMore ? "  requires io.github.plausible4j;\n" : ""));
    Modules.compile(folder.resolve("out"), List.of(descriptor, program), "-p", modulePath(jars));
  }

  private String modulePath(Predicate<String> jars) {
    return Modules.path(
        Stream.concat(
            Stream.of(folder.resolve("out").toString()), Modules.jars().stream().filter(jars)));
  }

  private Java.Result run(String mainClass) throws Exception {
    return Java.run(Java.own(), options(OPTION, "-p", modulePath(jar -> true), "-m", mainClass));
  }

  private static String[] options(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private static void assertSent(Java.Result result) {
    assertThat(result.output()).contains("Failed[reason=nothing accepts connections");
    assertThat(result.exitCode()).isZero();
  }

  private static void assertCounted(Java.Result result) {
    assertThat(result.output()).contains("postgres", "/first");
    assertThat(result.exitCode()).isZero();
  }
}
