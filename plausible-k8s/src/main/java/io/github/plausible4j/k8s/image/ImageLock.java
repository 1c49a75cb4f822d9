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
 * Which content the names of images stand for: what {@link ImageResolver} proved, kept so that a
 * cluster runs exactly that, also where no registry can be asked. Immutable; equal locks have equal
 * text. Keep its file beside the program that applies the stack, under version control.
 *
 * @param images sorted by name, each name once
 */
public record ImageLock(List<LockedImage> images) {

  /**
   * Sorts by name.
   *
   * @throws IllegalArgumentException if a name is there twice with different content
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

  /** A lock of these images. */
  public static ImageLock of(LockedImage... images) {
    return new ImageLock(List.of(images));
  }

  /**
   * Reads a lock from its file.
   *
   * @throws IllegalArgumentException if the content is no lock
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
   * Reads a lock from its JSON.
   *
   * @throws IllegalArgumentException if the text is no lock
   */
  public static ImageLock parse(String json) {
    return ImageLockText.parse(json, "the image lock");
  }

  /** The lock as JSON: indented, sorted, one line end at the end, the same for equal locks. */
  public String toJson() {
    return ImageLockText.write(this);
  }

  /**
   * Writes the lock to its file, which is replaced as a whole or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeTo(Path file) {
    ImageLockText.write(this, file);
  }

  /** What is locked for a name, in whichever form it is written; a digest in it has to agree. */
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
   * The name for a pod: as given, with the digest that it is locked to. A name that carries a
   * digest already is pinned and returned as it is.
   *
   * @throws IllegalArgumentException if the text is not the name of an image, or is not in the lock
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

  /** This lock with others added; for names in both the other's content counts. */
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
