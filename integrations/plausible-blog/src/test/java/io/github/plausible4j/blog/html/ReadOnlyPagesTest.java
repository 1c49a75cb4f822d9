package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plausible4j.blog.ChildJvm;
import io.github.plausible4j.blog.Pages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages without the permission to write, in a process that has to obey it: root gives its privilege
 * away with setpriv.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions differ there")
class ReadOnlyPagesTest {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String PAGE =
      "<!doctype html><html><head><title>x</title></head><body></body></html>";

  @TempDir Path site;

  private String inject() throws Exception {
    List<String> prefix =
        "root".equals(System.getProperty("user.name"))
            ? List.of(
                SETPRIV.toString(),
                "--bounding-set=-dac_override,-dac_read_search,-chown,-fowner",
                "--inh-caps=-dac_override,-dac_read_search,-chown,-fowner")
            : List.of();
    assumeTrue(
        prefix.isEmpty() || Files.isExecutable(SETPRIV), "skipped: setpriv is not installed");
    return ChildJvm.run(
        prefix,
        List.of(),
        "io.github.plausible4j.blog.cli.Main",
        "inject",
        "--site",
        site.toString(),
        "--server",
        "https://stats.example.org",
        "--domain",
        "blog.example.org");
  }

  @Test
  void aReadOnlyPageIsReplacedAndStaysReadOnly() throws Exception {
    Pages.in(site).file("404.html", PAGE).file("a.html", PAGE);
    var readOnly = PosixFilePermissions.fromString("r--r--r--");
    Files.setPosixFilePermissions(site.resolve("404.html"), readOnly);

    assertThat(inject()).contains("2 pages: 2 inserted");

    assertThat(Files.getPosixFilePermissions(site.resolve("404.html"))).isEqualTo(readOnly);
    assertThat(Files.readString(site.resolve("404.html"))).contains("stats.example.org");
  }

  @Test
  void aPageThatCannotBeReadOrWrittenIsOneLineAndStopsNothing() throws Exception {
    Pages.in(site).file("a.html", PAGE).file("closed/b.html", PAGE).file("z.html", PAGE);
    Files.setPosixFilePermissions(
        site.resolve("a.html"), PosixFilePermissions.fromString("---------"));
    Path closed = site.resolve("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThat(inject())
          .contains("3 pages: 1 inserted, 2 failed")
          .contains("a.html: FAILED, access to")
          .contains("closed/b.html: FAILED, access to")
          .endsWith("exit code 1\n");
      assertThat(Files.readString(site.resolve("z.html"))).contains("stats.example.org");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(
          site.resolve("a.html"), PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
