package io.github.plausible4j.k8s.internal.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.internal.image.ContentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses manifests, indexes and image configurations. */
final class ManifestReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "unknown";

  private ManifestReader() {}

  /** Parses a manifest or an index. Its own media type takes precedence over the response's. */
  static Manifest manifest(VerifiedBlob document) {
    JsonNode root = object(document);
    String type = root.path("mediaType").asText(document.mediaType());
    if (type.equals(MediaTypes.OCI_INDEX)
        || type.equals(MediaTypes.DOCKER_LIST)
        || root.path("manifests").isArray()) {
      return index(root, document);
    }
    return new Manifest.Image(digest(root.path("config"), document));
  }

  private static Manifest index(JsonNode root, VerifiedBlob document) {
    List<Manifest.Entry> entries = new ArrayList<>();
    for (JsonNode entry : root.path("manifests")) {
      JsonNode platform = entry.path("platform");
      entries.add(
          new Manifest.Entry(
              digest(entry, document),
              entry.path("mediaType").asText(""),
              platform.isObject() ? platform(platform) : Optional.empty()));
    }
    return new Manifest.Index(List.copyOf(entries));
  }

  /** The platform that an image's configuration names. */
  static Optional<Platform> configuration(VerifiedBlob document) {
    return platform(object(document));
  }

  private static Optional<Platform> platform(JsonNode node) {
    String os = node.path("os").asText("");
    String architecture = node.path("architecture").asText("");
    boolean named =
        !os.isEmpty()
            && !architecture.isEmpty()
            && !os.equals(UNKNOWN)
            && !architecture.equals(UNKNOWN);
    return named
        ? Optional.of(new Platform(os, architecture, node.path("variant").asText(null)))
        : Optional.empty();
  }

  private static ContentDigest digest(JsonNode descriptor, VerifiedBlob document) {
    return ContentDigest.parse(descriptor.path("digest").asText(""))
        .orElseThrow(
            () ->
                unreadable(
                    document, "is not an image manifest, manifest list or index of a known type"));
  }

  private static JsonNode object(VerifiedBlob document) {
    try {
      JsonNode root = JSON.readTree(document.bytes().utf8());
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      // Reported below, like JSON that is not an object.
    }
    throw unreadable(document, "is not a JSON object");
  }

  private static RegistryFailure unreadable(VerifiedBlob document, String what) {
    return new RegistryFailure(
        RegistryFailure.Kind.UNEXPECTED_ANSWER,
        "the content " + document.digest() + " (" + document.mediaType() + ") " + what,
        "images that only have a manifest of Docker's schema 1 have to be pushed again");
  }
}
