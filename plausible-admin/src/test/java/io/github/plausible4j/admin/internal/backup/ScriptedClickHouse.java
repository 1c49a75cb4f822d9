package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.DatabaseHost;
import io.github.plausible4j.admin.backup.HostCommand;
import io.github.plausible4j.admin.backup.HostResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers as clickhouse-client and the shell beside a ClickHouse do, for the order of statements
 * and their faults. The statements and columns are those of ClickHouse; what its archives hold is
 * not played.
 */
public final class ScriptedClickHouse implements DatabaseHost {
  public final Map<String, Long> tables = new TreeMap<>();
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  public final Deque<String> statuses = new ArrayDeque<>();
  final List<HostCommand> commands = new ArrayList<>();
  public final Map<String, Long> restored =
      new TreeMap<>(Map.of("events_v2", 1000L, "sessions_v2", 300L));
  int bytesUntilCut = Integer.MAX_VALUE;
  boolean cutSilently;

  @Override
  public HostResult run(HostCommand command, InputStream in, OutputStream out) throws IOException {
    commands.add(command);
    List<String> arguments = command.arguments();
    String last = arguments.get(arguments.size() - 1);
    switch (command.program()) {
      case "cat" -> {
        byte[] content = files.get(last);
        out.write(content, 0, Math.min(bytesUntilCut, content.length));
        if (bytesUntilCut < content.length && !cutSilently) {
          throw new IOException("the connection ended early");
        }
      }
      case "tee" -> files.put(last, in.readAllBytes());
      case "rm" -> files.keySet().removeAll(arguments);
      case "wc" -> print(out, files.get(last).length + " " + last);
      case "ls" -> print(out, String.join("\n", files.keySet()).replace("/backups/", ""));
      default -> {
        if (arguments.stream().noneMatch(argument -> argument.equals("--format=TSVRaw"))) {
          return new HostResult(127, "sh: " + command.program() + ": not found");
        }
        print(out, answer(last.substring("--query=".length())));
      }
    }
    return new HostResult(0, "");
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private String answer(String sql) {
    if (sql.startsWith("BACKUP DATABASE `plausible_events_db` TO Disk('backups', 'plausible4j-")) {
      files.put("/backups/" + file(sql), tables.toString().getBytes(StandardCharsets.UTF_8));
      files.put("/backups/" + file(sql) + ".lock", new byte[36]);
      return "id\tCREATING_BACKUP";
    }
    if (sql.startsWith(
        "RESTORE DATABASE `plausible_events_db` FROM Disk('backups', 'plausible4j-")) {
      assert files.containsKey("/backups/" + file(sql));
      tables.putAll(restored);
      return "id\tRESTORING";
    }
    if (sql.equals("DROP DATABASE IF EXISTS `plausible_events_db` SYNC")) {
      tables.clear();
      return "";
    }
    if (sql.startsWith("SELECT status, error FROM system.backups WHERE id = ")) {
      return statuses.isEmpty() ? "" : statuses.poll();
    }
    if (sql.startsWith("SELECT name, total_rows")) {
      return String.join(
          "\n", tables.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
    }
    if (sql.startsWith("SELECT name FROM system.tables WHERE engine LIKE '%MergeTree'")) {
      return "sessions_v2";
    }
    if (sql.startsWith("SELECT name FROM system.tables")) {
      return String.join("\n", tables.keySet());
    }
    if (sql.startsWith("EXISTS TABLE")) {
      return tables.isEmpty() ? "0" : "1";
    }
    return sql.startsWith("SELECT DISTINCT version") ? "20231017073642" : "24.12.3.47";
  }

  private static String file(String sql) {
    return sql.replaceFirst(".*Disk\\('backups', '([^']*)'\\).*", "$1");
  }
}
