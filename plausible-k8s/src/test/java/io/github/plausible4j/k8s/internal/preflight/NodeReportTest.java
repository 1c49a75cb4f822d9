package io.github.plausible4j.k8s.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReportTest {

  @Test
  void aReportIsReadWhole() {
    NodeReport report =
        NodeReport.parse(Machines.report("aarch64", 16384, "524288", Machines.PI_5)).orElseThrow();

    assertThat(report.machine()).isEqualTo("aarch64");
    assertThat(report.pageSize()).isEqualTo(16384);
    assertThat(report.openFiles()).hasValue(524288);
    assertThat(report.cpu()).isEqualTo(CpuFeatures.parse(Machines.PI_5));
  }

  @Test
  void noLimitOfOpenFilesIsNone() {
    assertThat(NodeReport.parse(Machines.report("x86_64", 4096, "unlimited", Machines.XEON)))
        .map(NodeReport::openFiles)
        .contains(OptionalLong.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exec /bin/sh: exec format error",
        "plausible4j-probe 1\nmachine aarch64\npagesize 4096\nopenfiles 10\nFeatures : fp asi",
        "plausible4j-probe 1\nmachine aarch64\npagesize \nopenfiles 10\nend",
        "plausible4j-probe 2\nmachine aarch64\npagesize 4096\nend"
      })
  void whatIsCutOrNoReportIsNotTakenForOne(String text) {
    assertThat(NodeReport.parse(text)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theScriptReportsThisMachine(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report");
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", ProbePod.SCRIPT).redirectErrorStream(true);
    shell.environment().put("REPORT", file.toString());
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();

    NodeReport report = NodeReport.parse(Files.readString(file)).orElseThrow();

    assertThat(said).isEmpty();
    assertThat(report.cpu().features())
        .isEqualTo(CpuFeatures.parse(Files.readString(Path.of("/proc/cpuinfo"))).features());
    assertThat(report.pageSize()).isGreaterThanOrEqualTo(4096);
    assertThat(Files.size(file)).isLessThan(4096);
  }
}
