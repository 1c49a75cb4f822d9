package io.github.plausible4j.k8s.internal.preflight;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The processors of a machine, from {@code /proc/cpuinfo}. For internal use only.
 *
 * @param model a readable name, such as {@code Raspberry Pi 4 Model B Rev 1.4 (Cortex-A72)}; {@code
 *     unknown processor} if the text does not have one
 * @param features the words from the {@code Features} (ARM) or {@code flags} (x86) lines that all
 *     processors have in common
 */
public record CpuFeatures(String model, Set<String> features) {
  /** Names of Arm's own cores by {@code CPU part}, for common boards and clouds. */
  private static final Map<String, String> ARM_CORES =
      Map.ofEntries(
          Map.entry("0xd03", "Cortex-A53"),
          Map.entry("0xd04", "Cortex-A35"),
          Map.entry("0xd05", "Cortex-A55"),
          Map.entry("0xd07", "Cortex-A57"),
          Map.entry("0xd08", "Cortex-A72"),
          Map.entry("0xd09", "Cortex-A73"),
          Map.entry("0xd0a", "Cortex-A75"),
          Map.entry("0xd0b", "Cortex-A76"),
          Map.entry("0xd0c", "Neoverse-N1"),
          Map.entry("0xd40", "Neoverse-V1"),
          Map.entry("0xd49", "Neoverse-N2"),
          Map.entry("0xd4f", "Neoverse-V2"));

  private static final String ARM_LTD = "0x41";

  public CpuFeatures {
    features = Set.copyOf(features);
  }

  /** Parses {@code /proc/cpuinfo}, or the lines of it that a probe reports. */
  public static CpuFeatures parse(String cpuinfo) {
    Map<String, String> first = new LinkedHashMap<>();
    Set<String> common = new LinkedHashSet<>();
    boolean some = false;
    for (String line : cpuinfo.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      first.putIfAbsent(key, value);
      if (key.equals("Features") || key.equals("flags")) {
        Set<String> words = new TreeSet<>(Arrays.asList(value.split("\\s+")));
        if (some) {
          common.retainAll(words);
        } else {
          common.addAll(words);
        }
        some = true;
      }
    }
    common.remove("");
    return new CpuFeatures(model(first), common);
  }

  private static String model(Map<String, String> lines) {
    String part = lines.getOrDefault("CPU part", "");
    String core =
        lines.getOrDefault("CPU implementer", "").equals(ARM_LTD)
            ? ARM_CORES.getOrDefault(part, "")
            : "";
    String name = lines.getOrDefault("Model", lines.getOrDefault("model name", ""));
    if (name.isEmpty()) {
      String unnamed = part.isEmpty() ? "unknown processor" : "processor with CPU part " + part;
      return core.isEmpty() ? unnamed : core;
    }
    return core.isEmpty() ? name : name + " (" + core + ")";
  }

  /** The needed features that the processors lack, sorted. */
  public Set<String> missing(Set<String> needed) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(features);
    return missing;
  }
}
