package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.plausible4j.admin.desired.DesiredState;
import io.github.plausible4j.admin.internal.clickhouse.SqlToken;
import io.github.plausible4j.admin.internal.cluster.PostgresUrl;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text that this module reads ends in a value or in an IllegalArgumentException with a short
 * message that does not quote a password, and the memory grows no faster than the text.
 */
class ParsingFuzzTest {
  private static final String PASSWORD = "s3cr3t-p4ssword";
  private static final Map<String, Consumer<String>> ENTRY_POINTS = new TreeMap<>();

  static {
    ENTRY_POINTS.put("address of PostgreSQL", PostgresUrl::of);
    ENTRY_POINTS.put("desired state", ParsingFuzzTest::state);
    ENTRY_POINTS.put("domain", DomainName::normalise);
    ENTRY_POINTS.put("domain to look for", DomainName::sought);
    ENTRY_POINTS.put("email", NewUser::checkedEmail);
    ENTRY_POINTS.put("user", text -> NewUser.of(text, text.toCharArray()).close());
    ENTRY_POINTS.put("goal", GoalDefinition::event);
    ENTRY_POINTS.put("page goal", GoalDefinition::page);
    ENTRY_POINTS.put(
        "property of a goal", text -> GoalDefinition.event("x").withProperty(text, text));
    ENTRY_POINTS.put("statement", text -> SqlToken.of(text).forEach(SqlToken::value));
    ENTRY_POINTS.put(
        "secret",
        text -> assertThat(SecretValue.of(text).toString()).isEqualTo("SecretValue[****]"));
  }

  @Property(tries = 500)
  void onlyWhatIsDeclaredIsThrown(@ForAll("texts") String text) {
    ENTRY_POINTS.forEach((name, entry) -> read(name, entry, text));
  }

  static Stream<String> growing() {
    return ENTRY_POINTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource
  void growing(String name) {
    Consumer<String> entry = ENTRY_POINTS.get(name);
    for (String part :
        List.of(
            "a", "/", "//", "@", ".", ":", ",", "'", "\\", "\"", "[", "{", "- ", "a: ", "a: {",
            "&a ", "*a ", "http://", "www.", "\n", " ", "%", "?a=b&", "(", "é", "\ud83d")) {
      long some = allocated(name, entry, part.repeat(10_000 / part.length()));
      long more = allocated(name, entry, part.repeat(80_000 / part.length()));

      // One word of 80,000 letters in YAML takes 14 MB; a file has 1 MiB at most.
      assertThat(more).as("%s of many %s", name, part).isLessThan(16 * some + 16_000_000);
    }
  }

  private static long allocated(String name, Consumer<String> entry, String text) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    read(name, entry, text);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void read(String name, Consumer<String> entry, String text) {
    try {
      entry.accept(text);
    } catch (IllegalArgumentException e) {
      assertThat(String.valueOf(e.getMessage())).as(name).hasSizeLessThan(3_000);
      if (name.startsWith("address") || name.equals("secret")) {
        assertThat(e).as(name).hasMessageNotContaining(PASSWORD);
      }
    } catch (RuntimeException | Error e) {
      fail(name + " of " + text.substring(0, Math.min(text.length(), 500)), e);
    }
  }

  private static void state(String yaml) {
    try {
      Path file = Files.createTempFile("state", ".yaml");
      try {
        Files.writeString(file, yaml);
        assertThat(DesiredState.fromYaml(file)).isNotNull();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      // Half a character cannot be written.
      assertThat(yaml).matches("(?s).*\\p{Cs}.*");
    } catch (UncheckedIOException e) {
      fail("A file that is there", e);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "users:",
            "\n  - ",
            "email: ",
            "me@example.org",
            "sites:",
            "domain: ",
            "goals: ",
            "[",
            "]",
            "{",
            "}",
            "/join*",
            "timezone: ",
            "Europe/Berlin",
            "members:",
            "\n    ",
            "owner",
            "prune: ",
            "true",
            "passwordFile: ",
            "/nowhere",
            "&a ",
            "*a",
            "<<: ",
            "!!binary ",
            "- ",
            "|",
            "\n",
            "\"",
            "'",
            "\\",
            "#",
            "%",
            "%4",
            "%40",
            "@",
            ":",
            "/",
            "?",
            "&",
            "=",
            "postgres://",
            "plausible:" + PASSWORD + "@",
            "db",
            ":5432",
            ":99999",
            "/plausible_db",
            "?sslmode=require",
            "[::1]",
            "host_name",
            "http://",
            "https://",
            "www.",
            "example.org",
            "engagement",
            "\u0000",
            "\ud83d",
            "é",
            " ",
            "1e999999999",
            "0x1F",
            "-.inf",
            "2026-01-01",
            "2028-02-29T24:00:00Z",
            "12:30:45",
            "\r\n",
            "\t",
            "\ufeff",
            "\uffff",
            "\u0085",
            "\u2028",
            "\u0130",
            "ß",
            "😀",
            "? ",
            "--- ",
            "...",
            "!!set ",
            "!!omap ",
            "!!timestamp ",
            "sharedLinks: ",
            "apiKeys:",
            "teams:",
            "{user: ",
            "name: ",
            "public: ",
            "--",
            "/*",
            "$$",
            "E'");
    return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
  }
}
