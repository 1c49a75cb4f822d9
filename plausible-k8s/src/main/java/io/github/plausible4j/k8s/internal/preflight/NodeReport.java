package io.github.plausible4j.k8s.internal.preflight;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The report of a probe pod about its node. For internal use only.
 *
 * @param machine the output of {@code uname -m}, such as {@code aarch64}
 * @param pageSize the kernel's page size in bytes
 * @param openFiles the hard limit of open files for a process in a container; empty if it is
 *     unlimited or unknown
 * @param cpu the processors
 */
public record NodeReport(String machine, long pageSize, OptionalLong openFiles, CpuFeatures cpu) {
  static final String FIRST = "plausible4j-probe 1";
  static final String LAST = "end";

  /** Parses a report; empty if the text is not a complete report. */
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
