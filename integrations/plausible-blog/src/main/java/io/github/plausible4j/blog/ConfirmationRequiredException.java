package io.github.plausible4j.blog;

/**
 * The number of posts changed by more than half since the last report, as it does when a build
 * wrote only a part of the site. {@link BlogBuild.Builder#confirmed} lets it pass.
 */
public final class ConfirmationRequiredException extends BlogBuildException {
  private static final long serialVersionUID = 1L;

  ConfirmationRequiredException(int before, int now) {
    super(
        "The site had "
            + before
            + " posts at its last report and has "
            + now
            + " now; look at the output, and if that is right, confirm it (--yes)");
  }
}
