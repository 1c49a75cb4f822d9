package io.github.plausible4j.k8s.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.render.AdminManifests;
import io.github.plausible4j.k8s.internal.render.ClickHouseManifests;
import io.github.plausible4j.k8s.internal.render.ExposureManifests;
import io.github.plausible4j.k8s.internal.render.MailManifests;
import io.github.plausible4j.k8s.internal.render.MigrationManifests;
import io.github.plausible4j.k8s.internal.render.NamespaceManifests;
import io.github.plausible4j.k8s.internal.render.NetworkPolicies;
import io.github.plausible4j.k8s.internal.render.OperatorResources;
import io.github.plausible4j.k8s.internal.render.PlausibleManifests;
import io.github.plausible4j.k8s.internal.render.PostgresManifests;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.internal.render.YamlWriter;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    return of(stack, SecretBindings.unbound());
  }

  /** Renders a stack for a cluster of whose Secrets the names and digests are known. */
  public static StackManifests of(PlausibleStack stack, SecretBindings secrets) {
    Rendering rendering = new Rendering(stack, secrets);
    List<HasMetadata> objects = new ArrayList<>(NamespaceManifests.of(rendering));
    if (stack.networkPolicies()) {
      objects.addAll(NetworkPolicies.of(rendering));
    }
    objects.addAll(databases(rendering));
    String mailImage = stack.release().mailImage();
    if (stack.mail() instanceof MailSpec.Bundled && mailImage != null) {
      objects.addAll(MailManifests.of(rendering, mailImage));
    }
    objects.addAll(MigrationManifests.of(rendering));
    objects.addAll(PlausibleManifests.of(rendering));
    objects.addAll(ExposureManifests.of(rendering));
    AdminUser admin = stack.admin();
    if (admin != null) {
      objects.addAll(AdminManifests.of(rendering, admin));
    }
    objects.sort(Comparator.comparing(Tier::of));
    return new StackManifests(objects);
  }

  private static List<HasMetadata> databases(Rendering rendering) {
    List<HasMetadata> objects = new ArrayList<>();
    PostgresSpec postgres = rendering.stack().postgres();
    if (postgres instanceof PostgresSpec.Managed managed) {
      objects.addAll(PostgresManifests.of(rendering, managed));
    } else if (postgres instanceof PostgresSpec.CloudNativePg cluster) {
      objects.add(OperatorResources.cloudNativePg(rendering, cluster));
    }
    ClickHouseSpec clickHouse = rendering.stack().clickHouse();
    if (clickHouse instanceof ClickHouseSpec.Managed managed) {
      objects.addAll(ClickHouseManifests.of(rendering, managed));
    } else if (clickHouse instanceof ClickHouseSpec.Altinity installation) {
      objects.add(OperatorResources.altinity(rendering, installation));
    }
    return objects;
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
