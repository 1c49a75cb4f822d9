package io.github.plausible4j.k8s.image;

/**
 * Why one image could not be resolved or checked.
 *
 * @param image as it was named
 * @param platforms that were asked for, such as {@code linux/arm64}
 * @param reason what kind of obstacle it is
 * @param message what was found
 * @param remedy what to do about it
 */
public record ImageFailure(
    String image, String platforms, Reason reason, String message, String remedy) {

  /** The kinds of obstacles. */
  public enum Reason {
    /** The registry has no such repository, tag or digest. */
    NOT_FOUND,
    /** The registry wants other credentials, or hides that there is no such image. */
    UNAUTHORIZED,
    /** The image is there, but not for the platform. */
    NO_SUCH_PLATFORM,
    /** The content is not what its digest says. */
    DIGEST_MISMATCH,
    /** The content is larger than any manifest may be. */
    TOO_LARGE,
    /** The registry wants to be asked later. */
    RATE_LIMITED,
    /** The registry did not answer. */
    UNREACHABLE,
    /** The answer is not one of the registry protocol. */
    UNEXPECTED_ANSWER
  }

  @Override
  public String toString() {
    return image + " (" + platforms + "): " + message + "; " + remedy;
  }
}
