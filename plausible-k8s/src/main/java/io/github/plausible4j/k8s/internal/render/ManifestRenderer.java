package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.invariant.StackInvariants;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Renders a stack. The same stack and bindings always give the same objects. For internal use only.
 */
public final class ManifestRenderer {
  private ManifestRenderer() {}

  /**
   * Renders the objects for a cluster with these Secrets, in the order in which they are applied.
   *
   * @throws StackValidationException if a customization breaks a rule of every stack
   */
  public static List<HasMetadata> render(PlausibleStack stack, SecretBindings secrets) {
    List<HasMetadata> plain = objects(new Rendering(stack, secrets, List.of()));
    if (stack.customizations().isEmpty()) {
      return plain;
    }
    Rendering rendering = new Rendering(stack, secrets);
    List<HasMetadata> objects = objects(rendering);
    ObjectCustomizer.apply(rendering, objects);
    List<HasMetadata> customized = ObjectPatches.of(rendering).applyAll(objects);
    StackInvariants.check(stack, given(stack), plain, customized);
    return customized;
  }

  /** The secret values that the caller gave, which no object may contain in plain text. */
  private static List<String> given(PlausibleStack stack) {
    return StackSecrets.of(stack).stream()
        .flatMap(template -> template.entries().stream())
        .filter(SecretEntry.Given.class::isInstance)
        .map(entry -> ((SecretEntry.Given) entry).value().reveal())
        .toList();
  }

  private static List<HasMetadata> objects(Rendering rendering) {
    PlausibleStack stack = rendering.stack();
    List<HasMetadata> objects = new ArrayList<>(NamespaceManifests.of(rendering));
    if (stack.networkPolicies()) {
      objects.addAll(NetworkPolicies.of(rendering));
    }
    objects.addAll(postgres(rendering));
    objects.addAll(clickHouse(rendering));
    String mailImage = stack.release().mailImage();
    if (stack.mail() instanceof MailSpec.Bundled && mailImage != null) {
      objects.addAll(MailManifests.of(rendering, mailImage));
    }
    objects.addAll(MigrationManifests.of(rendering));
    objects.addAll(PlausibleManifests.of(rendering));
    objects.addAll(ExposureManifests.of(rendering));
    Integer retention = stack.statisticsRetentionDays();
    if (retention != null) {
      objects.add(RetentionManifests.of(rendering, retention));
    }
    AdminUser admin = stack.admin();
    if (admin != null) {
      objects.addAll(AdminManifests.of(rendering, admin));
    }
    objects.sort(Comparator.comparing(Tier::of));
    return List.copyOf(objects);
  }

  private static List<HasMetadata> postgres(Rendering rendering) {
    return rendering
        .stack()
        .postgres()
        .match(
            managed -> PostgresManifests.of(rendering, managed),
            external -> List.of(),
            cluster -> List.of(OperatorResources.cloudNativePg(rendering, cluster)));
  }

  private static List<HasMetadata> clickHouse(Rendering rendering) {
    return rendering
        .stack()
        .clickHouse()
        .match(
            managed -> ClickHouseManifests.of(rendering, managed),
            external -> List.of(),
            installation -> List.of(OperatorResources.altinity(rendering, installation)));
  }
}
