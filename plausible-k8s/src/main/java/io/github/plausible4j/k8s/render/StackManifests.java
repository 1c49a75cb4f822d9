package io.github.plausible4j.k8s.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretManifests;
import io.github.plausible4j.k8s.internal.render.YamlWriter;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Renders a stack for a cluster that has these Secrets: pods carry a checksum of those that they
   * read, as {@code StackProvisioner.apply} gives them, so that they restart when one changes.
   *
   * @param secrets those of {@link #secrets}, or as they were read from files or from the cluster;
   *     objects of other kinds are left out
   */
  public static StackManifests of(PlausibleStack stack, Collection<? extends HasMetadata> secrets) {
    return new StackManifests(ManifestRenderer.render(stack, new KnownSecrets(secrets)));
  }

  /**
   * Renders the Secrets of a stack with their values, for tools that apply files: for {@code
   * kubeseal}, or for a private store. Values that are not given are generated, so each call gives
   * others: render them once, and never again over data. The pods of {@link #of} read them by their
   * names.
   *
   * @throws IllegalStateException if an address is made with a value of a Secret that is in the
   *     cluster; create that Secret's address yourself, or use {@code StackProvisioner.apply}
   */
  public static StackManifests secrets(PlausibleStack stack) {
    return new StackManifests(SecretManifests.render(stack));
  }

  /**
   * Renders an {@code ExternalSecret} of the External Secrets Operator for each Secret of a stack,
   * without values: each key is the property of that name of the store's entry that is named like
   * the Secret. {@link #secrets} has values to put there.
   *
   * @param storeKind {@code SecretStore} or {@code ClusterSecretStore}
   * @param storeName of the store
   */
  public static StackManifests externalSecrets(
      PlausibleStack stack, String storeKind, String storeName) {
    return new StackManifests(ExternalSecretManifests.render(stack, storeKind, storeName));
  }

  /** The objects in the order in which they are applied. */
  public List<HasMetadata> objects() {
    return objects;
  }

  /** All objects as one YAML document each. */
  public String toYaml() {
    return toYaml(objects);
  }

  private static String toYaml(List<HasMetadata> objects) {
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

  /**
   * Writes a directory for Kustomize, Flux or Argo CD: one file for each component, in UTF-8, and a
   * {@code kustomization.yaml} that lists them. Files of these names are replaced.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeToDirectory(Path directory) {
    Map<String, List<HasMetadata>> files = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      String component = object.getMetadata().getLabels().get(Rendering.COMPONENT);
      files.computeIfAbsent(component + ".yaml", file -> new ArrayList<>()).add(object);
    }
    StringBuilder list =
        new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
    list.append("resources:\n");
    files.keySet().forEach(file -> list.append("  - ").append(file).append('\n'));
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, List<HasMetadata>> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), toYaml(file.getValue()));
      }
      Files.writeString(directory.resolve("kustomization.yaml"), list);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory, e);
    }
  }

  /** The number of objects; no content, because it may hold Secrets. */
  @Override
  public String toString() {
    return "StackManifests[" + objects.size() + " objects]";
  }
}
