package io.github.plausible4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, with every jar on the module path. */
class ModulePathTest {
  /** Tools of the tests; the program does not need them. */
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "(junit|assertj|opentest4j|apiguardian|byte-buddy|surefire).*|okhttp-5.*|.*es");

  @TempDir Path folder;

  @Test
  void aModuleProvisionsAdministersAndTests() throws Exception {
    List<String> jars =
        Java.classPath().stream()
            .filter(entry -> !OF_TESTS.matcher(Path.of(entry).getFileName().toString()).matches())
            .toList();
    assumeTrue(
        jars.stream().anyMatch(entry -> entry.matches(".*plausible-client[^/\\\\]*\\.jar")),
        "the modules are jars in mvn verify only, not in mvn test");
    String modulePath = String.join(File.pathSeparator, jars);
    compile(modulePath);

    Java.Result result =
        Java.run(
            Java.own(),
            "--add-modules",
            "ALL-MODULE-PATH,java.sql",
            "-p",
            folder.resolve("out") + File.pathSeparator + modulePath,
            "-m",
            "program/program.Main");

    assertThat(result.output())
        .contains("http://127.0.0.1:", "module io.github.plausible4j.k8s", "PlausibleAdmin");
    assertThat(result.exitCode()).isZero();
  }

  private void compile(String modulePath) throws Exception {
    Path descriptor =
        Files.writeString(
            folder.resolve("module-info.java"),
            """
            module program {
              requires io.github.plausible4j;
              requires io.github.plausible4j.admin;
              requires io.github.plausible4j.k8s;
              requires io.github.plausible4j.testkit;
            }
            """);
    Path program =
        Files.writeString(
            Files.createDirectories(folder.resolve("program")).resolve("Main.java"),
            """
            package program;

            import io.github.plausible4j.Plausible;
            import io.github.plausible4j.admin.PlausibleAdmin;
            import io.github.plausible4j.k8s.StackProvisioner;
            import io.github.plausible4j.testkit.PlausibleServer;

            class Main {
              public static void main(String[] args) {
                try (PlausibleServer server = PlausibleServer.start();
                    Plausible plausible = Plausible.create(server.url())) {
                  System.out.println(server.url() + " " + plausible.health());
                }
                System.out.println(StackProvisioner.class.getModule());
                System.out.println(PlausibleAdmin.class.getMethods()[0]);
              }
            }
            """);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-p", modulePath, "-d", folder.resolve("out").toString()),
                  null,
                  files.getJavaFileObjects(descriptor, program))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
