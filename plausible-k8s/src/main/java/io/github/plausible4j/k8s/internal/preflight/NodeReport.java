package io.github.plausible4j.k8s.internal.preflight;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a probe wrote about its node. For internal use only.
 *
 * @param machine as {@code uname -m} says, such as {@code aarch64}
 * @param pageSize of the kernel, in bytes
 * @param openFiles the hard limit for a container's processes; empty where there is none
 */
public record NodeReport(String machine, long pageSize, OptionalLong openFiles, CpuFeatures cpu) {
  static final String FIRST = "plausible4j-probe 1";
  static final String LAST = "end";

  /** Reads a report; empty if it is not a report, or was cut. */
  public static Optional<NodeReport> parse(String text) {
    String report = text.strip();
    if (!report.startsWith(FIRST + "\n") || !report.endsWith("\n" + LAST)) {
      return Optional.empty();
    }
    Map<String, String> values =
        report
            .lines()
            .filter(line -> line.indexOf(':') < 0 && line.indexOf(' ') > 0)
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a));
    OptionalLong pageSize = number(values.get("pagesize"));
    if (pageSize.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NodeReport(
            values.getOrDefault("machine", ""),
            pageSize.getAsLong(),
            number(values.get("openfiles")),
            CpuFeatures.parse(report)));
  }

  private static OptionalLong number(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
