package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupFinding;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import io.github.plausible4j.admin.backup.DatabaseHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies each file of a backup. For internal use only. */
public final class BackupVerification {
  private static final String ANOTHER = "restore from another backup, and make a new one";

  private BackupVerification() {}

  public static List<BackupFinding> findings(
      Path directory, BackupManifest manifest, Optional<DatabaseHost> tools) {
    List<BackupFinding> findings = new ArrayList<>();
    if (manifest.parts().isEmpty()) {
      findings.add(new BackupFinding(ManifestFile.NAME, "has no file name", ANOTHER));
    }
    for (BackupPart part : manifest.parts()) {
      damage(directory.resolve(part.file()), part, tools)
          .ifPresent(problem -> findings.add(new BackupFinding(part.file(), problem, ANOTHER)));
    }
    return findings;
  }

  private static Optional<String> damage(Path file, BackupPart part, Optional<DatabaseHost> tools) {
    try {
      if (!Files.exists(file)) {
        return Optional.of("is missing");
      }
      long bytes = Files.size(file);
      if (bytes != part.bytes()) {
        return Optional.of("has " + bytes + " bytes, the manifest says " + part.bytes());
      }
      if (!PartFile.sha256(file).equals(part.sha256())) {
        return Optional.of("has a different SHA-256 than the manifest");
      }
      if (tools.isPresent() && part.kind().equals(BackupPart.POSTGRESQL)) {
        PostgresArchive.read(tools.get(), file);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("could not be read: " + e.getMessage());
    }
  }
}
