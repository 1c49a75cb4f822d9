package io.github.plausible4j.admin.backup;

import java.util.List;
import java.util.Map;

/**
 * The description of a finished backup, stored in {@code manifest.json}.
 *
 * @param format 1
 * @param tool the program that wrote it
 * @param begun when the backup began, in ISO 8601
 * @param milliseconds the duration in milliseconds
 * @param release the release of Plausible, or empty
 * @param secrets fingerprints of the secrets without which the data cannot be used: the first
 *     twelve hexadecimal digits of the SHA-256 of each value
 * @param secretVersions the versions of the stack's Secrets that were live, such as {@code v2};
 *     empty without a stack
 * @param parts one for each database
 */
public record BackupManifest(
    int format,
    String tool,
    String begun,
    long milliseconds,
    String release,
    Map<String, String> secrets,
    Map<String, String> secretVersions,
    List<BackupPart> parts) {
  public static final int FORMAT = 1;

  /** Copies the collections. */
  public BackupManifest {
    secrets = Map.copyOf(secrets);
    secretVersions = Map.copyOf(secretVersions);
    parts = List.copyOf(parts);
  }
}
