package io.github.plausible4j.admin.backup;

/**
 * A problem with a backup.
 *
 * @param file the affected file
 * @param problem what is wrong
 * @param remedy what to do
 */
public record BackupFinding(String file, String problem, String remedy) {
  @Override
  public String toString() {
    return file + ": " + problem + "; " + remedy;
  }
}
