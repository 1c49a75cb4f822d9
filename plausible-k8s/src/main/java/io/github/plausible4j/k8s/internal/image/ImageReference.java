package io.github.plausible4j.k8s.internal.image;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image as container runtimes read it: {@code postgres:16} is {@code
 * docker.io/library/postgres:16}, and no tag and no digest mean {@code latest}. The grammar is that
 * of the distribution project's package {@code reference}. For internal use only.
 *
 * @param registry host with an optional port
 * @param repository path within the registry
 * @param tag null only where there is a digest
 * @param digest null if the name has none
 */
public record ImageReference(
    String registry, String repository, @Nullable String tag, @Nullable ContentDigest digest) {
  private static final String DOCKER_HUB = "docker.io";
  private static final int LONGEST_NAME = 255;

  /** A name, a tag of 128 and the longest digest, with what separates them. */
  private static final int LONGEST_TEXT = 520;

  private static final int SHOWN = 80;
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
              + "|\\[[0-9A-Fa-f:]+])(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is not a name, with what is wrong with it
   */
  public static ImageReference parse(String text) {
    // Before any regular expression: a long text would exhaust its stack.
    if (text.length() > LONGEST_TEXT) {
      throw tooLong(text);
    }
    String rest = text;
    ContentDigest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      String written = rest.substring(at + 1);
      digest =
          ContentDigest.parse(written)
              .orElseThrow(
                  () ->
                      invalid(
                          text,
                          "has no valid digest after the @",
                          "write sha256: and 64 lower-case hexadecimal digits"));
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!TAG.matcher(tag).matches()) {
        throw invalid(
            text,
            "has no valid tag after the colon",
            "a tag has up to 128 letters, digits, points, dashes and underscores");
      }
    }
    return of(text, rest, tag == null && digest == null ? "latest" : tag, digest);
  }

  private static ImageReference of(
      String text, String name, @Nullable String tag, @Nullable ContentDigest digest) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    String registry = DOCKER_HUB;
    String repository = name;
    if (isRegistry(first)) {
      registry = first.equals("index.docker.io") ? DOCKER_HUB : first;
      repository = name.substring(slash + 1);
    }
    if (registry.equals(DOCKER_HUB) && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    if (registry.length() + repository.length() + 1 > LONGEST_NAME) {
      throw tooLong(text);
    }
    if (!REGISTRY.matcher(registry).matches()) {
      throw invalid(text, "has no valid registry \"" + registry + "\"", "write host or host:port");
    }
    if (!REPOSITORY.matcher(repository).matches()) {
      throw invalid(
          text,
          "has no valid repository",
          "write [registry/]repository[:tag][@digest], the repository in lower case and without a"
              + " scheme");
    }
    return new ImageReference(registry, repository, tag, digest);
  }

  private static boolean isRegistry(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.chars().anyMatch(Character::isUpperCase);
  }

  private static IllegalArgumentException tooLong(String text) {
    return invalid(text, "is longer than " + LONGEST_NAME + " characters", "shorten it");
  }

  private static IllegalArgumentException invalid(String text, String rule, String remedy) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return new IllegalArgumentException("image \"" + shown + "\" " + rule + "; " + remedy);
  }

  /** Reads a name that a cluster or a file has; empty if it is not a name. */
  public static Optional<ImageReference> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The version that the tag tells. */
  public ImageVersion version() {
    return ImageVersion.of(tag == null ? "" : tag);
  }

  /** Whether the tag names an image that is built on Alpine, which decides uid and collation. */
  public boolean isAlpine() {
    return tag != null && tag.contains("alpine");
  }

  /** Registry and repository, without tag and digest. */
  public String name() {
    return registry + "/" + repository;
  }

  /** What a manifest is asked for by: the digest if there is one, else the tag. */
  public String selector() {
    return digest != null ? digest.toString() : String.valueOf(tag);
  }

  /** The same image by digest, whatever its tag. */
  public ImageReference at(ContentDigest newDigest) {
    return new ImageReference(registry, repository, tag, newDigest);
  }

  /** The same image by tag alone; empty if there is no tag. */
  public Optional<ImageReference> byTag() {
    return tag == null
        ? Optional.empty()
        : Optional.of(new ImageReference(registry, repository, tag, null));
  }

  /** The host that serves the registry's protocol; Docker Hub has another one for it. */
  public String apiHost() {
    return registry.equals(DOCKER_HUB) ? "registry-1.docker.io" : registry;
  }

  /** The full form, with registry, repository and all that was written. */
  @Override
  public String toString() {
    return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
