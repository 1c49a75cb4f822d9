package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.render.InitContainers;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that gives a volume to its user, run by a shell. In place of {@code chown}, which
 * takes root, stands one that notes what it is told.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of a Linux container")
class ChangeOfOwnersTest {
  private static final long ANOTHER_USER = 4_000_000;

  @TempDir Path temp;
  private Path volume;
  private Path told;

  @BeforeEach
  void aVolumeWithFiles() throws IOException {
    volume = Files.createDirectories(temp.resolve("the volume"));
    Files.createDirectories(volume.resolve("base/1"));
    Files.writeString(volume.resolve("base/1/a file"), "data");
    told = temp.resolve("told");
  }

  @Test
  void everythingIsGivenAwayAndTheDirectoryItselfLast() throws Exception {
    assertThat(run(ANOTHER_USER)).contains("does not belong to user " + ANOTHER_USER);

    List<String> told = Files.readAllLines(this.told);
    assertThat(told.subList(0, 2)).containsExactly("-h", ANOTHER_USER + ":" + ANOTHER_USER);
    assertThat(told.subList(2, told.size()))
        .containsExactlyInAnyOrder(
            volume.resolve("base/1/a file").toString(),
            volume.resolve("base/1").toString(),
            volume.resolve("base").toString(),
            volume.toString())
        .endsWith(volume.toString());
  }

  @Test
  void aDirectoryThatIsRightIsLeftAlone() throws Exception {
    long owner = ((Number) Files.getAttribute(volume, "unix:uid")).longValue();

    assertThat(run(owner)).contains("already belongs to user " + owner);

    assertThat(told).doesNotExist();
  }

  private String run(long user) throws IOException, InterruptedException {
    Path programs = Files.createDirectories(temp.resolve("programs"));
    Path chown = programs.resolve("chown");
    Files.writeString(chown, "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + told + "'\n");
    assertThat(chown.toFile().setExecutable(true)).isTrue();
    Rendering rendering =
        new Rendering(Stacks.golden().get("original-story"), SecretBindings.unbound());
    List<String> command =
        InitContainers.chown(rendering, "data", volume.toString(), user).getCommand();
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().merge("PATH", programs.toString(), (path, own) -> own + ":" + path);
    Process shell = script.start();
    try {
      String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(output).isZero();
      return output;
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }
}
