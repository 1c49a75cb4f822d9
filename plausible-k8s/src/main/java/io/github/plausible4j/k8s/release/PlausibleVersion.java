package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.internal.image.ImageVersion;

/**
 * The version of Plausible and what depends on it.
 *
 * @param major the first number, such as 3
 * @param minor the second number, such as 2
 * @param patch the third number, such as 1
 */
public record PlausibleVersion(int major, int minor, int patch)
    implements Comparable<PlausibleVersion> {

  /** Reads a version such as {@code 3.2.1} or {@code v3.2}; a missing part counts as 0. */
  public static PlausibleVersion of(String text) {
    ImageVersion version = ImageVersion.of(text);
    return new PlausibleVersion(
        version.major(), Math.max(0, version.minor()), Math.max(0, version.patch()));
  }

  /** Whether this version is at least as new as another version. */
  public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new PlausibleVersion(otherMajor, otherMinor, otherPatch)) >= 0;
  }

  @Override
  public int compareTo(PlausibleVersion other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = Integer.compare(minor, other.minor);
    return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  /** Whether the release is affected by CVE-2026-8467. */
  public boolean letsAnybodyRunCode() {
    return atLeast(3, 0, 0) && !atLeast(3, 2, 1);
  }

  /** The user id in the image, from the Dockerfile of each release. */
  public long uid() {
    return atLeast(2, 1, 0) ? 999 : 1000;
  }

  /** Whether it reads variables from files in CONFIG_DIR, which is broken before 1.4.0. */
  public boolean readsFiles() {
    return atLeast(1, 4, 0);
  }

  /** Whether it has a directory for caches, exports and imports. */
  public boolean hasDataDirectory() {
    return atLeast(2, 1, 2);
  }

  /** Whether it has two-factor authentication, which needs a separate key. */
  public boolean hasTotp() {
    return atLeast(2, 1, 0);
  }

  /**
   * Whether it has {@code /api/system/health/live} and {@code ready}, not only {@code /api/health}.
   */
  public boolean hasSystemHealth() {
    return atLeast(3, 0, 0);
  }

  /** Whether it has the mailer Mua, which sends through a relay or directly to recipients. */
  public boolean hasMua() {
    return atLeast(2, 1, 2);
  }

  /** Whether it supports DISABLE_REGISTRATION=invite_only. */
  public boolean knowsInvitations() {
    return atLeast(1, 5, 0);
  }

  /** Whether it has teams, which replace the trial date of a user. */
  public boolean hasTeams() {
    return atLeast(3, 0, 0);
  }

  /** Whether it has ENABLE_EMAIL_VERIFICATION; older releases make every new user verify. */
  public boolean hasVerificationSetting() {
    return atLeast(1, 4, 0);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
