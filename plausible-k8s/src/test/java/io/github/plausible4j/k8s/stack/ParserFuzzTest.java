package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.github.plausible4j.k8s.image.ImageLock;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file or a name is, it ends in a value or a declared exception, in linear effort. */
class ParserFuzzTest {
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "BASE_URL=",
            "https://a.org",
            "\n",
            "\"",
            "'",
            "\\",
            "$",
            "${",
            "}",
            ":-",
            ":?",
            "#",
            " ",
            "=",
            "A",
            "services:",
            "  plausible:",
            "\n    image: ",
            "- ",
            "[",
            "]",
            "{",
            ": ",
            "&a ",
            "*a",
            "<<: ",
            "|",
            "\t",
            "\u0000",
            "\u00e4",
            "@",
            ":",
            "/",
            "v3.2.1",
            "%",
            "environment:",
            "!!java.net.URL ",
            "DATABASE_URL=",
            "extends: ",
            "env_file: ",
            "networks: ",
            "!reset ",
            "!override ",
            "postgres://u:p@h/d?x",
            "\r\n",
            "\ufeff",
            "\uffff",
            "\u0085",
            "\u2028",
            "\u0130",
            "😀",
            "`",
            "export ",
            "  x-y:",
            "\n    ",
            "\n      - ",
            "volumes: ",
            "ports: ",
            "secrets:",
            "links: ",
            "extra_hosts: ",
            "aliases: ",
            "include: ",
            "depends_on: ",
            "command: ",
            "? ",
            "!!binary ",
            "!!set ",
            "1e999999999",
            "-.inf",
            "0x1F",
            "0o17",
            "12:30:45",
            "2028-02-29T24:00:00Z",
            "${A:+",
            "$$",
            "plausible/analytics:v2.0.0",
            "EXTRA_CONFIG_PATH=",
            "SECRET_KEY_BASE=",
            "SMTP_HOST_PORT=",
            "LISTEN_IP=");
    return pieces.list().ofMaxSize(60).map(list -> String.join("", list));
  }

  @Property(tries = 500)
  void aFileOfVariablesEndsInAResultOrAProblem(@ForAll("texts") String text) throws IOException {
    read("plausible.env", text);
  }

  @Property(tries = 500)
  void aComposeFileEndsInAResultOrAProblem(@ForAll("texts") String text) throws IOException {
    read("compose.yml", text);
  }

  private static void read(String name, String text) throws IOException {
    Path directory = Files.createTempDirectory("compose");
    Path file = Files.writeString(directory.resolve(name), text);
    try {
      ComposeImport read =
          PlausibleStack.fromCompose(name.equals("compose.yml") ? directory : file);
      assertThat(read.toString()).isNotEmpty();
      read.toBuilder().build();
    } catch (StackValidationException e) {
      assertThat(e.problems()).isNotEmpty();
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  @Property(tries = 500)
  void anImageIsAReferenceOrRefused(@ForAll String text) {
    try {
      assertThat(ImageReference.parse(text).toString()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("image \"");
    }
    assertThat(PlausibleVersion.of(text)).isNotNull();
    assertThat(ClickHouseVersion.of(text)).isNotNull();
  }

  static Stream<String> longNames() {
    return Stream.of("a", "a-", "a.", "a/", "a:", "a@", "A", "1.", "v1", "_", "-", "a__b")
        .map(piece -> piece.repeat(200_000));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("longNames")
  void aLongNameIsRefusedAndNotRepeated(String name) {
    assertThatThrownBy(() -> ImageReference.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
    assertThatThrownBy(() -> ImageLock.of().find(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PlausibleVersion.of(name).major()).isEqualTo(-1);
    PlausibleStack.Builder stack =
        PlausibleStack.builder("https://stats.example.org")
            .release(PlausibleRelease.CE_3_2.withClickHouseImage(name))
            .name(name)
            .namespace(name)
            .imagePullSecret(name)
            .setting(name, name)
            .secretSetting(name, SecretSource.of(name))
            .exposure(ExposureSpec.ingress().withHost(name).withClassName(name))
            .mail(MailSpec.smtp(name, 25).withFrom(name))
            .storage(StorageSpec.nfs(name, name))
            .admin(AdminUser.of(name));
    assertThatThrownBy(stack::build)
        .isInstanceOf(StackValidationException.class)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(20_000));
    Throwable refused = catchThrowable(() -> PlausibleStack.builder("https://" + name).build());
    assertThat(refused)
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            some -> assertThat(some).isInstanceOf(StackValidationException.class));
  }

  /** Texts that cost earlier versions the stack, the memory or a square of their length. */
  static Stream<List<String>> growing() {
    return Stream.of(
        List.of("A=\"", "x", "\""),
        List.of("A=\"", "\\\\", "\""),
        List.of("A=", " ", "x"),
        List.of("A=", "${B:-", "x"),
        List.of("", "A=1\n", ""),
        List.of("", "x\n", ""),
        List.of("A=x\nB=", "$A", ""),
        List.of("", "#", "\n"),
        List.of("", " ", "A"));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("growing")
  void effortGrowsWithTheFile(List<String> parts, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("plausible.env");
    long warm = allocated(file, parts, 20_000);
    long once = allocated(file, parts, 20_000);
    long fourTimes = allocated(file, parts, 80_000);

    assertThat(warm).isPositive();
    assertThat(fourTimes).isLessThan(8 * once + 1_000_000);
  }

  /** Lists of a service, which may be as long as the file. */
  static Stream<String> lists() {
    return Stream.of(
        "environment: [A=1, B, \"C=$A\", {a: b}]",
        "env_file: [none.env]",
        "secrets: [a, {source: b, target: c}]",
        "volumes: [\"a:/b\", {source: c, target: /d}]",
        "links: [\"a:b.c\"]",
        "extra_hosts: [\"a.b:10.0.0.1\"]",
        "networks: {x: {aliases: [a.b, c.d]}}",
        "ports: [\"1:2\"]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void effortGrowsWithTheComposeFile(String list, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("compose.yml");
    int open = list.lastIndexOf('[');
    List<String> parts =
        List.of(
            "services: {p: {image: plausible/analytics, " + list.substring(0, open + 1),
            list.substring(open + 1, list.indexOf(']', open)) + ",\n",
            list.substring(list.indexOf(']', open)) + "}}");
    long warm = allocated(file, directory, parts, 1_000);
    long once = allocated(file, directory, parts, 1_000);
    long fourTimes = allocated(file, directory, parts, 4_000);

    assertThat(warm).isPositive();
    assertThat(fourTimes).isLessThan(8 * once + 1_000_000);
  }

  private static long allocated(Path file, List<String> parts, int times) throws IOException {
    return allocated(file, file, parts, times);
  }

  private static long allocated(Path file, Path read, List<String> parts, int times)
      throws IOException {
    Files.writeString(file, parts.get(0) + parts.get(1).repeat(times) + parts.get(2));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      assertThat(PlausibleStack.fromCompose(read).toString()).isNotEmpty();
    } catch (StackValidationException e) {
      assertThat(e.problems()).isNotEmpty();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** A value that doubles with each line would exhaust memory. */
  @Test
  void valuesThatDoubleAreBounded(@TempDir Path directory) throws IOException {
    StringBuilder lines = new StringBuilder("A0=0123456789\n");
    for (int i = 1; i < 60; i++) {
      lines.append("A%d=$A%d$A%d\n".formatted(i, i - 1, i - 1));
    }
    Path file = Files.writeString(directory.resolve(".env"), lines.toString());

    assertThat(PlausibleStack.fromCompose(file).problems())
        .extracting(problem -> problem.rule())
        .anyMatch(rule -> rule.contains("longer than 1 MiB"));
  }
}
