package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.BackupListener;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.internal.backup.BackupWriter;
import io.github.plausible4j.admin.internal.backup.DatabaseReplacement;
import io.github.plausible4j.admin.internal.backup.ManifestFile;
import io.github.plausible4j.admin.migration.DataCounts;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The steps of a move, from the compose project into the cluster. */
final class MoveForward {
  /** The name of the fact that the target contains an unfinished restore of this move. */
  static final String RESTORING = "restoring";

  private final ComposeSource source;
  private final StackTarget target;
  private final Path backup;
  private final BackupListener listener;
  private final Sleeper sleeper;
  private final Journal journal;

  /** Stores facts so that they survive the process. */
  interface Journal {
    Optional<String> fact(String name);

    void update(UnaryOperator<MigrationState> change);
  }

  MoveForward(
      ComposeSource source,
      StackTarget target,
      Path directory,
      BackupListener listener,
      Sleeper sleeper,
      Journal journal) {
    this.source = source;
    this.target = target;
    this.backup = directory.resolve("backup");
    this.listener = listener;
    this.sleeper = sleeper;
    this.journal = journal;
  }

  List<MoveStep> steps(Optional<String> version) {
    String service = source.service();
    return List.of(
        new MoveStep(
            "check",
            "Check that the data of " + service + " can be moved into the stack",
            () -> check(version, true)),
        new MoveStep(
            "stop-writes",
            "Stop the service " + service + ", so that it writes no more data",
            source::stop),
        new MoveStep("save", "Back up both databases into " + backup, this::save),
        new MoveStep(
            "apply-databases",
            "Apply the stack's namespace, Secrets, volumes and databases",
            target::applyDatabases),
        new MoveStep("restore", "Restore both databases there, and compare rows", this::restore),
        new MoveStep(
            "compare", "Compare users and the events of each site", this::compareEverything),
        new MoveStep(
            "start",
            "Migrate to Plausible "
                + target.stack().release().version()
                + ", start it without visitors, and compare the events again",
            this::start),
        new MoveStep("expose", "Expose it to visitors", target::apply));
  }

  /** Checks everything that can be checked before anything is stopped. */
  void check(Optional<String> version, boolean untouched) throws IOException {
    MigrationChecks.run(source, target.stack(), version);
    target.check();
    if (untouched) {
      requireEmpty(target.data(sleeper), "Nothing was stopped and nothing was moved: ");
    }
  }

  private static void requireEmpty(Map<String, Long> data, String before) {
    if (!data.isEmpty()) {
      throw new MigrationException(
          before
              + "the databases of the stack have data, rows by table "
              + data
              + ", and are not changed; move into a stack with another name or namespace, or"
              + " destroy this one with its data");
    }
  }

  private void save() throws IOException {
    deleteUnfinished();
    new BackupDisk(source, sleeper).ensure();
    var unused = BackupWriter.write(source.databases(), backup, listener);
  }

  private void deleteUnfinished() throws IOException {
    if (Files.isDirectory(backup)) {
      try (Stream<Path> files = Files.list(backup)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void restore() throws IOException {
    BackupManifest manifest = ManifestFile.read(backup);
    target.prepare(
        manifest.parts().stream().map(BackupPart::owners).flatMap(List::stream).toList());
    DatabaseReplacement replacement =
        new DatabaseReplacement(backup, manifest, target.databases(), listener, sleeper);
    if (journal.fact(RESTORING).isEmpty()) {
      requireEmpty(replacement.data(Optional.empty()), "");
    }
    journal.update(state -> state.with(RESTORING, "yes"));
    manifest.parts().forEach(replacement::replace);
    source
        .clickHouseLogin()
        .ifPresent(
            user -> {
              listener.step("Giving ClickHouse's dictionaries the stack's login");
              target.remakeDictionaries(user).forEach(listener::step);
            });
  }

  private void compareEverything() throws IOException {
    DataCounts before = Counting.of(source.databases()).all();
    DataCounts after = Counting.of(target.databases()).all();
    List<String> differences = differences(before.eventsBySite(), after.eventsBySite());
    if (before.users() != after.users()) {
      differences.add(0, before.users() + " users became " + after.users());
    }
    require(differences);
  }

  private void start() throws IOException {
    target.applyUnexposed();
    require(
        differences(
            Counting.of(source.databases()).eventsBySite(),
            Counting.of(target.databases()).eventsBySite()));
  }

  private static List<String> differences(Map<String, Long> before, Map<String, Long> after) {
    List<String> differences = new ArrayList<>();
    new TreeMap<>(before)
        .forEach(
            (site, events) -> {
              if (!events.equals(after.get(site))) {
                differences.add(
                    site + " had " + events + " events and has " + after.getOrDefault(site, 0L));
              }
            });
    after.keySet().stream()
        .filter(site -> !before.containsKey(site))
        .forEach(site -> differences.add(site + " was not there"));
    return differences;
  }

  private static void require(List<String> differences) {
    if (!differences.isEmpty()) {
      throw new MigrationException(
          "the data in the cluster differs from the compose project: "
              + String.join("; ", differences)
              + "; make sure that nothing writes to the compose project, then roll back and start"
              + " again");
    }
  }

  DataCounts counts() throws IOException {
    return Counting.of(target.databases()).all();
  }

  Path backup() {
    return backup;
  }
}
