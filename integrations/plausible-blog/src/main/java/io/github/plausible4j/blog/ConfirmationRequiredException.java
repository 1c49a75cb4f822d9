package io.github.plausible4j.blog;

/**
 * Thrown if the number of posts changed by more than half since the last report, which happens if a
 * build wrote only part of the site. {@link BlogBuild.Builder#confirmed} allows it.
 */
public final class ConfirmationRequiredException extends BlogBuildException {
  private static final long serialVersionUID = 1L;

  ConfirmationRequiredException(int before, int now) {
    super(
        "The site had "
            + before
            + " posts at its last report and has "
            + now
            + " now; check the output, and if it is right, confirm it (--yes)");
  }
}
