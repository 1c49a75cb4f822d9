package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.SecretRotator;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every rotation in a program of its own, whose whole output is searched for secrets. */
class RotationSecrecyTest {
  /** Runs in the other process; the argument is the file for the secrets that there were. */
  public static final class Program {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      List<String> secrets = new ArrayList<>();
      for (RotationCase rotation : RotationCase.values()) {
        try (TestStack stack = rotation.stack(PostgresMajor.V18)) {
          MemoryJournal journal = new MemoryJournal();
          SecretRotator rotator = SecretRotator.of(stack, journal, new MemoryLease());
          System.out.println(rotator.plan(rotation.secret(), rotation.options(1)));
          fail(rotation, rotator, 1);
          System.out.println(rotator.resume());
          fail(rotation, rotator, 3);
          System.out.println(rotator.rollback());
          beRefused(rotation, rotator);
          RotationResult result = rotator.rotate(rotation.secret(), rotation.options(2));
          System.out.println(result);
          journal.written().forEach(System.out::println);
          stack.everySecret().forEach(secret -> secrets.add(secret.reveal()));
          result.mintedApiKeys().forEach(key -> secrets.add(key.key().reveal()));
        }
      }
      secrets.add(RotationCase.KNOWN_KEY.reveal());
      Files.write(Path.of(arguments[0]), secrets.stream().flatMap(String::lines).toList());
      // Embedded servers end with the process, and their threads would keep it.
      System.exit(0);
    }

    private static void fail(RotationCase rotation, SecretRotator rotator, int run) {
      RotationListener failing =
          new RotationListener() {
            @Override
            public void after(RotationStep step) {
              if (step.number() == 1) {
                throw new IllegalStateException("failed after " + step);
              }
            }
          };
      try {
        rotator.withListener(failing).rotate(rotation.secret(), rotation.options(run));
      } catch (RuntimeException e) {
        LOG.warn("expected", e);
      }
    }

    private static void beRefused(RotationCase rotation, SecretRotator rotator) {
      try {
        rotator.rotate(
            rotation.secret(),
            RotationOptions.builder()
                .newValue(SecretValue.of("unfit"))
                .acknowledge(Consequence.values())
                .build());
      } catch (RuntimeException e) {
        LOG.warn("expected", e);
      }
    }
  }

  @Test
  void noSecretIsInAnyLogPlanJournalResultOrException(@TempDir Path folder) throws Exception {
    Path secretsFile = folder.resolve("secrets");
    String output = run(secretsFile);
    List<String> secrets = Files.readAllLines(secretsFile);

    assertThat(secrets).hasSizeGreaterThan(20);
    assertThat(output)
        .contains("Rotation of SECRET_KEY_BASE")
        .contains("failed after 2. ")
        .contains("FINISHED: SECRET_KEY_BASE, version v")
        .contains("FINISHED, step");
    for (String secret : secrets) {
      if (!secret.equals("unfit")) {
        assertThat(output).doesNotContain(secret);
      }
    }
  }

  private static String run(Path secrets) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dpostgres.binaries=" + System.getProperty("postgres.binaries", "target/postgres"),
                Program.class.getName(),
                secrets.toString())
            .redirectErrorStream(true)
            .start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      process.getInputStream().transferTo(output);
      assertThat(process.waitFor()).as(output.toString(UTF_8)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return output.toString(UTF_8);
  }
}
