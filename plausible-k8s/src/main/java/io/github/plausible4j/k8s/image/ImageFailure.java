package io.github.plausible4j.k8s.image;

/**
 * The reason why an image could not be resolved or checked.
 *
 * @param image the name of the image, as it was given
 * @param platforms the requested platforms, such as {@code linux/arm64}
 * @param reason the kind of failure
 * @param message what was found
 * @param remedy how to fix it
 */
public record ImageFailure(
    String image, String platforms, Reason reason, String message, String remedy) {

  /** The kinds of failures. */
  public enum Reason {
    /** The registry has no such repository, tag or digest. */
    NOT_FOUND,
    /** The registry rejects the credentials, or hides that the image does not exist. */
    UNAUTHORIZED,
    /** The image exists, but not for the platform. */
    NO_SUCH_PLATFORM,
    /** The content does not match its digest. */
    DIGEST_MISMATCH,
    /** The content is larger than the limit for a manifest. */
    TOO_LARGE,
    /** The registry limits the rate of requests; try again later. */
    RATE_LIMITED,
    /** The registry did not answer. */
    UNREACHABLE,
    /** The answer does not follow the registry protocol. */
    UNEXPECTED_ANSWER
  }

  @Override
  public String toString() {
    return image + " (" + platforms + "): " + message + "; " + remedy;
  }
}
