package io.github.plausible4j.k8s.image;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when images cannot be resolved or checked. Has the reason for each image. */
public final class ImageResolutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ImageFailure> failures;

  ImageResolutionException(List<ImageFailure> failures, Throwable cause) {
    super(
        failures.stream()
            .map(ImageFailure::toString)
            .collect(
                Collectors.joining(
                    "\n- ",
                    failures.size() == 1
                        ? "An image cannot be used:\n- "
                        : failures.size() + " images cannot be used:\n- ",
                    "")),
        cause);
    this.failures = List.copyOf(failures);
  }

  /** All failures, in the order of the requested images. */
  public List<ImageFailure> failures() {
    return failures;
  }
}
