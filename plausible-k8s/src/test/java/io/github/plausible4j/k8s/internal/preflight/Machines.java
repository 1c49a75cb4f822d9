package io.github.plausible4j.k8s.internal.preflight;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code /proc/cpuinfo} says on machines that people have. */
public final class Machines {
  public static final String PI_4 =
      arm(4, "fp asimd evtstrm crc32 cpuid", "0x41", "0xd08")
          + "\nHardware\t: BCM2835\nRevision\t: c03114\nSerial\t\t: 10000000abcdef01\n"
          + "Model\t\t: Raspberry Pi 4 Model B Rev 1.4\n";

  public static final String PI_5 =
      arm(
              4,
              "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc"
                  + " dcpop asimddp",
              "0x41",
              "0xd0b")
          + "\nRevision\t: c04170\nSerial\t\t: 10000000abcdef02\n"
          + "Model\t\t: Raspberry Pi 5 Model B Rev 1.0\n";

  public static final String AMPERE_VM =
      arm(
          2,
          "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc"
              + " dcpop asimddp ssbs",
          "0x41",
          "0xd0c");

  public static final String APPLE_VM =
      arm(
          4,
          "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt"
              + " fcma lrcpc dcpop sha3 asimddp sha512 asimdfhm dit uscat ilrcpc flagm ssbs sb paca"
              + " pacg dcpodp flagm2 frint",
          "0x61",
          "0x000");

  /** A small x86 board: SSE 4.2, but no AVX. */
  public static final String CELERON =
      x86(
          "Intel(R) Celeron(R) J4125 CPU @ 2.00GHz",
          "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr"
              + " sse sse2 ss ht syscall nx lm constant_tsc pni pclmulqdq ssse3 cx16 sse4_1 sse4_2"
              + " x2apic movbe popcnt aes xsave rdrand");

  public static final String XEON =
      x86(
          "Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz",
          "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr"
              + " sse sse2 ss ht syscall nx lm constant_tsc pni pclmulqdq ssse3 fma cx16 sse4_1"
              + " sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand bmi1 avx2 bmi2 avx512f");

  private Machines() {}

  /** A whole report of a probe. */
  public static String report(String machine, long pageSize, String openFiles, String cpuinfo) {
    return "plausible4j-probe 1\nmachine %s\npagesize %d\nopenfiles %s\n%s\nend\n"
        .formatted(machine, pageSize, openFiles, cpuinfo.strip());
  }

  private static String arm(int processors, String features, String implementer, String part) {
    return IntStream.range(0, processors)
        .mapToObj(
            number ->
                """
                processor\t: %d
                BogoMIPS\t: 108.00
                Features\t: %s
                CPU implementer\t: %s
                CPU architecture: 8
                CPU variant\t: 0x0
                CPU part\t: %s
                CPU revision\t: 3
                """
                    .formatted(number, features, implementer, part))
        .collect(Collectors.joining("\n"));
  }

  private static String x86(String name, String flags) {
    return """
    processor\t: 0
    vendor_id\t: GenuineIntel
    model\t\t: 85
    model name\t: %s
    flags\t\t: %s
    vmx flags\t: vnmi preemption_timer
    bugs\t\t: spectre_v1
    """
        .formatted(name, flags);
  }
}
