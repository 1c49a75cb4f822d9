package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No value of a name that is not known to be public leaves a file of variables. */
class ComposeSecrecyTest {
  private static final String MARK = "hUnTeR2";

  /** A line with a value that is marked unless its name is known to be public. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> known =
        Arbitraries.of(Variables.all().stream().map(Variable::name).toList())
            .filter(name -> !Variables.isPublic(name));
    Arbitrary<String> unknown =
        Arbitraries.strings()
            .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789abc")
            .ofMinLength(1)
            .ofMaxLength(30)
            .filter(name -> !Variables.isPublic(name));
    Arbitrary<String> likely =
        Arbitraries.of("PLAUSIBLE_", "MY_", "X")
            .flatMap(prefix -> known.map(name -> prefix + name))
            .filter(name -> !Variables.isPublic(name));
    Arbitrary<String> form =
        Arbitraries.of(
            "%s=%s",
            "%s='%s'",
            "%s=\"%s\"",
            "export %s=%s # %s",
            "%s=a%s\nb",
            "%s = %s",
            "%s=postgres://u:%s@db.example.org/x",
            "%s=\"x\n%s\"",
            "%s=${A:-%s}",
            "%s=%s ${NO}",
            "%s=http://u:%s@h",
            "%s='%s",
            "%s%s",
            "%s: %s",
            "%s=%s$");
    return Combinators.combine(Arbitraries.oneOf(known, unknown, likely), form)
        .as((name, how) -> how.replaceFirst("%s", name).replace("%s", MARK));
  }

  @Property(tries = 400)
  void noSecretIsShownOrRendered(@ForAll("files") List<String> lines) throws IOException {
    Path file = Files.createTempFile("plausible", ".env");
    try {
      Files.writeString(file, "BASE_URL=https://stats.example.org\n" + String.join("\n", lines));
      ComposeImport read = PlausibleStack.fromCompose(file);
      assertThat(read.toString()).doesNotContain(MARK);
      PlausibleStack stack = read.toBuilder().build();
      assertThat(StackManifests.of(stack).toYaml()).doesNotContain(MARK);
      assertThat(stack + " " + stack.postgres() + stack.clickHouse() + stack.mail())
          .doesNotContain(MARK);
      assertThat(stack.secretSettings().toString() + StackSecrets.of(stack)).doesNotContain(MARK);
    } catch (StackValidationException e) {
      assertThat(e).hasMessageNotContaining(MARK);
      assertThat(e.problems().toString()).doesNotContain(MARK);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<String>> files() {
    return lines().list().ofMaxSize(6);
  }

  @Test
  void noSecretIsInAPlan(@TempDir Path directory) throws IOException {
    String all =
        Variables.all().stream()
            .filter(variable -> variable.role() == Variable.Role.SETTING && variable.secret())
            .map(variable -> variable.name() + "=" + MARK)
            .collect(Collectors.joining("\n"));
    Path file =
        Files.writeString(
            directory.resolve(".env"),
            "BASE_URL=https://stats.example.org\nANOTHERS_SECRET="
                + MARK
                + "\nGOOGLE_CLIENT_ID=x\nS3_REGION=x\nS3_ENDPOINT=https://s3.example.org\n"
                + "S3_EXPORTS_BUCKET=x\nS3_IMPORTS_BUCKET=x\nMAILER_NAME=visible\n"
                + all);
    PlausibleStack.Builder stack = PlausibleStack.fromCompose(file).toBuilder();
    try (TestCluster cluster = TestCluster.fake()) {
      String plan =
          StackProvisioner.builder(cluster.client())
              .preflight(false)
              .build()
              .plan(stack.namespace(cluster.namespace()).build())
              .toString();
      assertThat(plan).doesNotContain(MARK).contains("Secret");
    }
  }
}
