package io.github.plausible4j.k8s.image;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The digests of images, as {@link ImageResolver} verified them. With a lock, a cluster runs
 * exactly this content, even if no registry can be reached. Immutable; equal locks have equal text.
 * Keep the lock file under version control, beside the program that applies the stack.
 *
 * @param images the images, sorted by name, each name once
 */
public record ImageLock(List<LockedImage> images) {

  /**
   * Sorts the images by name.
   *
   * @throws IllegalArgumentException if a name occurs twice with different content
   */
  public ImageLock {
    SortedMap<String, LockedImage> sorted = new TreeMap<>();
    for (LockedImage image : images) {
      LockedImage other = sorted.put(image.image(), image);
      if (other != null && !other.equals(image)) {
        throw new IllegalArgumentException(
            "image \"" + image.image() + "\" is locked twice with different content; keep one");
      }
    }
    images = List.copyOf(sorted.values());
  }

  /** Creates a lock of images. */
  public static ImageLock of(LockedImage... images) {
    return new ImageLock(List.of(images));
  }

  /**
   * Reads a lock from its file.
   *
   * @throws IllegalArgumentException if the file is not a valid lock
   * @throws UncheckedIOException if the file cannot be read
   */
  public static ImageLock read(Path file) {
    try {
      return ImageLockText.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("lock file " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads a lock from JSON.
   *
   * @throws IllegalArgumentException if the text is not a valid lock
   */
  public static ImageLock parse(String json) {
    return ImageLockText.parse(json, "the image lock");
  }

  /**
   * The lock as JSON, indented and sorted, with a line end at the end. Equal locks have equal text.
   */
  public String toJson() {
    return ImageLockText.write(this);
  }

  /**
   * Writes the lock to a file. The file is replaced completely or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeTo(Path file) {
    ImageLockText.write(this, file);
  }

  /** Finds the locked image for a short or full name. A digest in the name has to match. */
  public Optional<LockedImage> find(String image) {
    ImageReference wanted = ImageReference.parse(image);
    String name = wanted.byTag().orElse(wanted).toString();
    ContentDigest digest = wanted.digest();
    return images.stream()
        .filter(locked -> locked.image().equals(name))
        .filter(locked -> digest == null || locked.digest().equals(digest.toString()))
        .findFirst();
  }

  /**
   * Appends the locked digest to a name, for use in a pod. A name that already has a digest is
   * returned unchanged.
   *
   * @throws IllegalArgumentException if the text is not an image name, or the image is not in the
   *     lock
   */
  public String pinned(String image) {
    if (ImageReference.parse(image).digest() != null) {
      return image;
    }
    return find(image)
        .map(locked -> image + "@" + locked.digest())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "image \""
                        + image
                        + "\" is not in the lock, which has "
                        + (images.isEmpty() ? "no image" : names())
                        + "; resolve it with an ImageResolver and write the lock again"));
  }

  private String names() {
    return images.stream().map(LockedImage::image).collect(Collectors.joining(", "));
  }

  /** Merges two locks. If a name is in both, the other lock's entry is used. */
  public ImageLock with(ImageLock other) {
    SortedMap<String, LockedImage> merged = new TreeMap<>();
    images.forEach(image -> merged.put(image.image(), image));
    other.images.forEach(image -> merged.put(image.image(), image));
    return new ImageLock(new ArrayList<>(merged.values()));
  }

  static ImageLock of(Collection<LockedImage> images) {
    return new ImageLock(List.copyOf(images));
  }
}
