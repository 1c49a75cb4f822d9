package io.github.plausible4j.k8s.release;

/**
 * The version of Plausible and what depends on it.
 *
 * @param major such as 3
 * @param minor such as 2
 * @param patch such as 1
 */
public record PlausibleVersion(int major, int minor, int patch) {

  public static PlausibleVersion of(String text) {
    ImageName numbers = new ImageName("", text, "");
    return new PlausibleVersion(
        numbers.number(0), Math.max(0, numbers.number(1)), Math.max(0, numbers.number(2)));
  }

  public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new PlausibleVersion(otherMajor, otherMinor, otherPatch)) >= 0;
  }

  int compareTo(PlausibleVersion other) {
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
