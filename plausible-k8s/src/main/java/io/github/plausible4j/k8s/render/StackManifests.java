package io.github.plausible4j.k8s.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.file.SecretFile;
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
 * The Kubernetes objects of a stack. Rendering needs no cluster, and the same stack always renders
 * to the same bytes. They contain no Secrets and no secret values, except those of {@link
 * #secrets}. Secrets are created when the stack is applied. Immutable and thread-safe as long as
 * nobody changes the objects.
 */
public final class StackManifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HasMetadata> objects;

  private StackManifests(List<HasMetadata> objects) {
    this.objects = List.copyOf(objects);
  }

  /**
   * Renders a stack.
   *
   * @throws io.github.plausible4j.k8s.validation.StackValidationException if a customization would
   *     break the stack
   */
  public static StackManifests of(PlausibleStack stack) {
    return new StackManifests(ManifestRenderer.render(stack, SecretBindings.unbound()));
  }

  /**
   * Renders a stack for a cluster that has these Secrets. As with {@code StackProvisioner.apply},
   * pods carry a checksum of the Secrets that they read, so that they restart when one changes.
   *
   * @param secrets the objects of {@link #secrets}, or Secrets that were read from files or from
   *     the cluster; objects of other kinds are ignored
   */
  public static StackManifests of(PlausibleStack stack, Collection<? extends HasMetadata> secrets) {
    return new StackManifests(ManifestRenderer.render(stack, new KnownSecrets(secrets)));
  }

  /**
   * Renders the Secrets of a stack with their values, for example for {@code kubeseal} or a private
   * store. Values that the stack does not supply are generated, so each call returns different
   * ones: render them once, and never replace them once there is data. The pods of {@link #of}
   * refer to them by name.
   *
   * @throws IllegalStateException if the address of a database needs a value of an existing Secret;
   *     supply that value with {@code SecretSource.of}, or use {@code StackProvisioner.apply}
   */
  public static StackManifests secrets(PlausibleStack stack) {
    return new StackManifests(SecretManifests.render(stack));
  }

  /**
   * Renders an {@code ExternalSecret} of the External Secrets Operator for each Secret of a stack,
   * without values. The store needs an entry with the name of each Secret, and a property for each
   * of its keys. {@link #secrets} generates values for them.
   *
   * @param storeKind {@code SecretStore} or {@code ClusterSecretStore}
   * @param storeName the name of the store
   */
  public static StackManifests externalSecrets(
      PlausibleStack stack, String storeKind, String storeName) {
    return new StackManifests(ExternalSecretManifests.render(stack, storeKind, storeName));
  }

  /** The objects in the order in which they are applied. */
  public List<HasMetadata> objects() {
    return objects;
  }

  /** All objects as YAML, in one document each. */
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
   * Writes {@link #toYaml()} to a file, in UTF-8. A file with a Secret can then be read by its
   * owner only, where the file system has modes.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  public void writeTo(Path file) {
    try {
      write(file, objects);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Writes a directory for Kustomize, Flux or Argo CD: one file in UTF-8 for each component, and a
   * {@code kustomization.yaml} that lists them. The directory is created if necessary. Files with
   * these names are replaced; other files are kept. Files with a Secret are for their owner, as by
   * {@link #writeTo}.
   *
   * @throws UncheckedIOException if a file cannot be written
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
        write(directory.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(directory.resolve("kustomization.yaml"), list);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory, e);
    }
  }

  private static void write(Path file, List<HasMetadata> objects) throws IOException {
    if (objects.stream().anyMatch(object -> object.getKind().equals("Secret"))) {
      SecretFile.write(file, toYaml(objects));
    } else {
      Files.writeString(file, toYaml(objects));
    }
  }

  /** The number of objects, without their content, which may include Secrets. */
  @Override
  public String toString() {
    return "StackManifests[" + objects.size() + " objects]";
  }
}
