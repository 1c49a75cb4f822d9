package io.github.plausible4j.k8s.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CpuFeaturesTest {
  private static final Set<String> ARM_8_2 =
      Set.of("atomics", "asimddp", "asimdrdm", "crc32", "lrcpc");

  static Stream<Arguments> machines() {
    return Stream.of(
        arguments(
            Machines.PI_4,
            "Raspberry Pi 4 Model B Rev 1.4 (Cortex-A72)",
            Set.of("asimddp", "asimdrdm", "atomics", "lrcpc")),
        arguments(Machines.PI_5, "Raspberry Pi 5 Model B Rev 1.0 (Cortex-A76)", Set.of()),
        arguments(Machines.AMPERE_VM, "Neoverse-N1", Set.of()),
        arguments(Machines.APPLE_VM, "processor with CPU part 0x000", Set.of()),
        arguments(Machines.XEON, "Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz", ARM_8_2),
        arguments("", "unknown processor", ARM_8_2));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void theModelAndWhatItLacksAreRead(String cpuinfo, String model, Set<String> missing) {
    CpuFeatures cpu = CpuFeatures.parse(cpuinfo);

    assertThat(cpu.model()).isEqualTo(model);
    assertThat(cpu.missing(ARM_8_2)).containsExactlyInAnyOrderElementsOf(missing);
  }

  @Test
  void theFlagsOfX86AreItsFeatures() {
    assertThat(CpuFeatures.parse(Machines.CELERON).missing(Set.of("sse4_2", "avx2")))
        .containsExactly("avx2");
    assertThat(CpuFeatures.parse(Machines.XEON).features()).contains("avx2").doesNotContain("vnmi");
  }

  @Test
  void onlyWhatAllProcessorsHaveCounts() {
    String unequal =
        "Features : fp crc32 atomics\nFeatures : fp crc32\nFeatures : fp crc32 lrcpc\n";

    assertThat(CpuFeatures.parse(unequal).features()).containsExactlyInAnyOrder("fp", "crc32");
  }
}
