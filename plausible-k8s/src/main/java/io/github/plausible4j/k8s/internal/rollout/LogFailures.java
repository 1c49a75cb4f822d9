package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.rollout.FailureRule.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the cause in the logs of PostgreSQL, ClickHouse, Plausible and cloudflared. */
final class LogFailures {
  /** Harmless lines that these programs print at every start. */
  private static final Pattern NOISE =
      Pattern.compile(
          String.join(
              "|",
              "(?:get|set)_mempolicy: |mbind: |has no CAP_|sysctl: |mlock|core file size",
              "chmod: (?:changing permissions of )?\\W*/var/run/postgresql",
              "lost\\+found\\W*: Permission denied|Access denied .*lost\\+found",
              "/docker-entrypoint-initdb\\.d\\W*: (?:Permission denied|Operation not permitted)",
              "could not bind IPv6 address|postmaster already running on port"),
          Pattern.CASE_INSENSITIVE);

  /** Lines about side tasks of the programs, whose failure does not end them. */
  private static final Pattern BESIDE =
      Pattern.compile(
          String.join(
              "|",
              "<(?:Warning|Information|Debug|Trace)>|\\[(?:info|notice|debug)\\]| (?:INF|DBG) ",
              "\"level\":\"(?:Warning|Info|Information|Debug|Trace)\"|ICMP|default to disable",
              "connection refused \\((?:localhost|127\\.0\\.0\\.1):",
              "AsynchronousMetrics|CloudPlacementInfo|DNSResolver|CertificateReloader|SentryWriter",
              "could not (?:receive|send) data (?:from|to) client|pg_stat_tmp|erl_crash\\.dump",
              "(?:\\(|%)(?:Bamboo|Mua|Swoosh)\\.[\\w.]*Error|:network_failure|:no_more_hosts",
              "gen_smtp|SMTP error|send(?:ing)? (?:the )?e-?mail|origin ?service",
              "\\[locus\\]|geolite|maxmind|sentry|opentelemetry|otel_|favicon|googleapis|tzdata"),
          Pattern.CASE_INSENSITIVE);

  /**
   * Lines about errors that a server reported to a client. PostgreSQL itself is process 1 of its
   * container; each client has a process of its own.
   */
  private static final Pattern OF_A_CLIENT =
      Pattern.compile(
          "\\[(?!1\\])\\d+\\][^\\[]*\\b(?:FATAL|ERROR|DETAIL|LOG):"
              + "|(?:<Error> |\"logger_name\":\")(?:executeQuery|\\w*Handler\\w*|\\w*Session\\w*|\\w*Connection\\w*)[:\"]"
              + "|\\(from \\[?[\\da-f:.]+\\]?:\\d+\\)");

  private static final Pattern COLOR = Pattern.compile("\u001b\\[[\\d;]*m");

  /** Elixir writes the reason on the lines after such a heading. */
  private static final Pattern HEADING =
      Pattern.compile(
          "(Config provider \\S+ failed with:|errors were found at the given arguments:)\\s+");

  /** Lines that report success. Errors before them are over. */
  private static final Pattern SUCCESS =
      Pattern.compile(
          "Creation of Db successful|Migrations successful"
              + "|Running PlausibleWeb\\.Endpoint with .* at [\\d.:]+ "
              + "|database system is ready to accept|Application: Ready for connections"
              + "|Registered tunnel connection");

  private static final List<FailureRule> ITS_OWN =
      join(ProgramFailures.RULES, join(DataFailures.RULES, TunnelFailures.RULES));

  private static final List<FailureRule> PARTICULAR = join(ITS_OWN, ConnectionFailures.RULES);

  private static final List<FailureRule> GENERAL =
      join(ProgramFailures.GENERAL, ConnectionFailures.CONSEQUENCES);

  private LogFailures() {}

  private static List<FailureRule> join(List<FailureRule> first, List<FailureRule> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** The lines of a log, without the harmless lines of every start. */
  static List<String> lines(String log) {
    String text = HEADING.matcher(COLOR.matcher(log).replaceAll("")).replaceAll("$1 ");
    return text.lines().map(String::strip).filter(line -> !NOISE.matcher(line).find()).toList();
  }

  /** The lines after the last success. */
  private static List<Line> sinceSuccess(List<Line> lines) {
    int start = lines.size();
    while (start > 0 && !SUCCESS.matcher(lines.get(start - 1).english()).find()) {
      start--;
    }
    return lines.subList(start, lines.size());
  }

  /** The rule that explains a log best. */
  static Optional<FailureRule.Match> match(ContainerContext container, List<String> all) {
    List<Line> lines =
        sinceSuccess(all.stream().map(Line::of).toList()).stream()
            .filter(line -> !BESIDE.matcher(line.english()).find())
            .toList();
    return FailureRule.last(lines, line -> OF_A_CLIENT.matcher(line).find() ? ITS_OWN : PARTICULAR)
        .or(
            () ->
                FailureRule.last(
                    lines,
                    line ->
                        DataFailures.isAboutVolume(container, line)
                            ? DataFailures.AT_A_VOLUME
                            : List.of()))
        .or(() -> FailureRule.last(lines, line -> GENERAL));
  }
}
