package io.github.plausible4j.k8s.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.PreflightFinding.Level;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CpuRequirementTest {
  private static final PlausibleRelease NOW = PlausibleRelease.CE_3_2;
  private static final PlausibleRelease SEED = PlausibleRelease.SEED_2022;
  private static final PlausibleRelease MIRRORED =
      NOW.withClickHouseImage("registry.lan:5000/clickhouse/clickhouse-server:24.12-alpine");
  private static final PlausibleRelease OWN =
      NOW.withClickHouseImage("registry.lan:5000/me/clickhouse-armv80:24.12");
  private static final PlausibleRelease NEXT =
      NOW.withClickHouseImage("clickhouse/clickhouse-server:26.3");

  private static final NodeReport PI_4 = report("aarch64", 4096, "1048576", Machines.PI_4);
  private static final NodeReport PI_5 = report("aarch64", 16384, "1048576", Machines.PI_5);
  private static final NodeReport AMPERE = report("aarch64", 65536, "1048576", Machines.AMPERE_VM);
  private static final NodeReport APPLE = report("aarch64", 4096, "unlimited", Machines.APPLE_VM);
  private static final NodeReport CELERON = report("x86_64", 4096, "1048576", Machines.CELERON);
  private static final NodeReport XEON = report("x86_64", 4096, "1048576", Machines.XEON);

  private static NodeReport report(String machine, long page, String files, String cpuinfo) {
    return NodeReport.parse(Machines.report(machine, page, files, cpuinfo)).orElseThrow();
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        arguments(NOW, PI_4, Level.ERROR),
        arguments(MIRRORED, PI_4, Level.ERROR),
        arguments(OWN, PI_4, Level.WARNING),
        arguments(SEED, PI_4, Level.OK),
        arguments(NOW, PI_5, Level.OK),
        arguments(OWN, PI_5, Level.WARNING),
        arguments(NOW, AMPERE, Level.OK),
        arguments(NOW, APPLE, Level.OK),
        arguments(NOW, CELERON, Level.OK),
        arguments(NEXT, CELERON, Level.ERROR),
        arguments(NEXT, XEON, Level.OK),
        arguments(NOW, report("armv7l", 4096, "1048576", Machines.PI_4), Level.ERROR),
        arguments(NOW, report("aarch64", 4096, "1024", Machines.PI_5), Level.WARNING),
        arguments(NOW, report("aarch64", 131072, "1048576", Machines.PI_5), Level.ERROR));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void aNodeIsJudgedByItsProcessorAndKernel(
      PlausibleRelease release, NodeReport report, Level expected) {
    assertThat(CpuRequirement.of(release).judge("n", report, Optional.empty()).level())
        .isEqualTo(expected);
  }

  @Test
  void aRaspberryPi4IsRefusedWithThreeWaysOut() {
    PreflightFinding finding = CpuRequirement.of(NOW).judge("pi-4", PI_4, Optional.of("pi-5"));

    assertThat(finding.subject()).isEqualTo("node pi-4");
    assertThat(finding.message())
        .isEqualTo(
            "Raspberry Pi 4 Model B Rev 1.4 (Cortex-A72) lacks asimddp, asimdrdm, atomics, lrcpc,"
                + " which docker.io/clickhouse/clickhouse-server:24.12-alpine needs: it would crash"
                + " with SIGILL (exit code 132), often without a log line");
    assertThat(finding.remedy())
        .contains("withNodeSelector(Map.of(\"kubernetes.io/hostname\", \"pi-5\"))")
        .contains("ClickHouseSpec.external(...)")
        .contains("built for ARMv8.0, PlausibleRelease.withClickHouseImage(...)");
  }

  @Test
  void aNodeThatOnlyWarnsOfOpenFilesStillRunsTheImage() {
    assertThat(CpuRequirement.of(NOW).runsOn(report("aarch64", 4096, "1024", Machines.PI_5)))
        .isTrue();
    assertThat(CpuRequirement.of(NOW).runsOn(PI_4)).isFalse();
    assertThat(CpuRequirement.of(OWN).runsOn(PI_5)).isFalse();
  }
}
