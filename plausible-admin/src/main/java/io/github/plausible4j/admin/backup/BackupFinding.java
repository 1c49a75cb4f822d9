package io.github.plausible4j.admin.backup;

/**
 * Something that is wrong with a backup.
 *
 * @param file the file it is about
 * @param problem what is wrong
 * @param remedy what to do
 */
public record BackupFinding(String file, String problem, String remedy) {
  @Override
  public String toString() {
    return file + ": " + problem + "; " + remedy;
  }
}
