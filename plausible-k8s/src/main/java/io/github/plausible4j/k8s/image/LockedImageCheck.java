package io.github.plausible4j.k8s.image;

/**
 * What became of a locked image at its registry.
 *
 * @param image as it is in the lock
 * @param state what was found
 * @param current the digest that the tag refers to now; empty where the tag is gone, or the lock
 *     has none
 */
public record LockedImageCheck(LockedImage image, State state, String current) {

  /** What can become of a locked image. */
  public enum State {
    /** Tag and content are as locked. */
    CURRENT,
    /** The content is there; the tag refers to another one now, or is gone. */
    TAG_MOVED,
    /** The locked content is gone: a node that has not pulled it yet cannot start. */
    MISSING
  }

  /** A line for people. */
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
