package io.github.plausible4j.k8s.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.YamlWriter;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The objects of a stack, as Kubernetes takes them. Rendering is pure: the same stack gives the
 * same bytes, and no byte of them is a secret. Secrets are described and not rendered; they are
 * made when the stack is applied. Immutable and thread-safe as long as the objects are not changed.
 */
public final class StackManifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HasMetadata> objects;

  private StackManifests(List<HasMetadata> objects) {
    this.objects = List.copyOf(objects);
  }

  /** Renders a stack without a cluster. */
  public static StackManifests of(PlausibleStack stack) {
    return new StackManifests(ManifestRenderer.render(stack, SecretBindings.unbound()));
  }

  /** The objects in the order in which they are applied. */
  public List<HasMetadata> objects() {
    return objects;
  }

  /** All objects as one YAML document each. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder(64 * 1024);
    for (HasMetadata object : objects) {
      try (TokenBuffer tokens = new TokenBuffer(JSON, false)) {
        JSON.writeValue(tokens, object);
        YamlWriter.append(tokens.asParser(), yaml);
      } catch (IOException e) {
        throw new UncheckedIOException("in memory, from objects of this library", e);
      }
    }
    return yaml.toString();
  }

  /**
   * Writes {@link #toYaml()} to a file, in UTF-8.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTo(Path file) {
    try {
      Files.writeString(file, toYaml());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
