package io.github.plausible4j.k8s.image;

/**
 * The state of a locked image at its registry.
 *
 * @param image the image, as in the lock
 * @param state what was found
 * @param current the digest to which the tag refers now; empty if the tag is gone or the lock has
 *     no tag
 */
public record LockedImageCheck(LockedImage image, State state, String current) {

  /** The possible states of a locked image. */
  public enum State {
    /** Tag and content are as locked. */
    CURRENT,
    /** The content exists, but the tag refers to other content now, or is gone. */
    TAG_MOVED,
    /** The locked content is gone: a node that has not pulled it yet cannot start the container. */
    MISSING
  }

  /** The state as one readable line. */
  @Override
  public String toString() {
    return switch (state) {
      case CURRENT -> image.image() + ": as locked";
      case TAG_MOVED ->
          image.image()
              + ": the tag "
              + (current.isEmpty() ? "is gone" : "refers to " + current + " now")
              + ", the locked content "
              + image.digest()
              + " is still there";
      case MISSING ->
          image.image()
              + ": the locked content "
              + image.digest()
              + " is gone; resolve the image again";
    };
  }
}
