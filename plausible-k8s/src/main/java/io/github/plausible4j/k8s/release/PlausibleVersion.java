package io.github.plausible4j.k8s.release;

import io.github.plausible4j.k8s.internal.image.ImageVersion;

/**
 * The version of Plausible and what depends on it.
 *
 * @param major such as 3
 * @param minor such as 2
 * @param patch such as 1
 */
public record PlausibleVersion(int major, int minor, int patch)
    implements Comparable<PlausibleVersion> {

  /** Reads a version such as {@code 3.2.1} or {@code v3.2}; a part that is missing counts as 0. */
  public static PlausibleVersion of(String text) {
    ImageVersion version = ImageVersion.of(text);
    return new PlausibleVersion(
        version.major(), Math.max(0, version.minor()), Math.max(0, version.patch()));
  }

  /** Whether this version is another one or a later one. */
  public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new PlausibleVersion(otherMajor, otherMinor, otherPatch)) >= 0;
  }

  @Override
  public int compareTo(PlausibleVersion other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = Integer.compare(minor, other.minor);
    return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  /** The releases of CVE-2026-8467. */
  public boolean letsAnybodyRunCode() {
    return atLeast(3, 0, 0) && !atLeast(3, 2, 1);
  }

  /** The image's user; see the Dockerfile of each release. */
  public long uid() {
    return atLeast(2, 1, 0) ? 999 : 1000;
  }

  /** Variables as files of CONFIG_DIR: broken before 1.4.0. */
  public boolean readsFiles() {
    return atLeast(1, 4, 0);
  }

  /** A directory of its own for caches, exports and imports. */
  public boolean hasDataDirectory() {
    return atLeast(2, 1, 2);
  }

  /** Two-factor authentication, with a key of its own. */
  public boolean hasTotp() {
    return atLeast(2, 1, 0);
  }

  /** {@code /api/system/health/live} and {@code ready}, else {@code /api/health}. */
  public boolean hasSystemHealth() {
    return atLeast(3, 0, 0);
  }

  /** The mailer that speaks to relays and to receivers directly. */
  public boolean hasMua() {
    return atLeast(2, 1, 2);
  }

  /** DISABLE_REGISTRATION=invite_only. */
  public boolean knowsInvitations() {
    return atLeast(1, 5, 0);
  }

  /** Teams, and with them no trial date of a user. */
  public boolean hasTeams() {
    return atLeast(3, 0, 0);
  }

  /** ENABLE_EMAIL_VERIFICATION; before, every new user has to verify. */
  public boolean hasVerificationSetting() {
    return atLeast(1, 4, 0);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
