package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReporterOptionsTest {
  @Test
  void everyOptionIsRead() {
    ReporterOptions options =
        ReporterOptions.parse(
            "--site",
            "out",
            "--base-url",
            "https://a.example",
            "--domain",
            "b.example",
            "--server",
            "http://127.0.0.1:8000",
            "--state",
            "s.json",
            "--dry-run",
            "--strict",
            "--",
            "hugo",
            "--minify");

    assertThat(options)
        .isEqualTo(
            new ReporterOptions(
                Path.of("out"),
                Optional.of("https://a.example"),
                Optional.of("b.example"),
                Optional.of("http://127.0.0.1:8000"),
                Optional.of(Path.of("s.json")),
                true,
                true,
                false,
                List.of("hugo", "--minify")));
  }

  @Test
  void withoutOptionsTheDefaultsOfTheHelpTextHold() {
    ReporterOptions options = ReporterOptions.parse();

    assertThat(options.site()).isEqualTo(Path.of("public"));
    assertThat(options.stateFile()).isEmpty();
    assertThat(options.domainOf(new BuiltSite("https://a.example/x/", Optional.empty(), List.of())))
        .isEqualTo("a.example");
  }

  @Test
  void withAServerTheStateIsKeptBesideTheSite() {
    ReporterOptions options =
        ReporterOptions.parse("--site", "web/public", "--server", "https://s.example");

    assertThat(options.stateFile()).contains(Path.of("web/.plausible-build.json").toAbsolutePath());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ReporterOptions.parse(
                    "--sight",
                    "--base-url",
                    "ftp://a",
                    "--server",
                    "a b",
                    "--state",
                    "public/state.json",
                    "--domain",
                    "--"))
        .withMessageContainingAll(
            "--sight is no option",
            "--base-url ftp://a is no http",
            "--server a b is no http",
            "--state public/state.json would be published",
            "--domain has no value",
            "-- is not followed by a build command");
  }
}
