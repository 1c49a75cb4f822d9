package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.database.DatabasePreparation;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.Resources;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The custom resources of databases that an operator runs. */
final class OperatorResources {
  private OperatorResources() {}

  /** A {@code Cluster} of CloudNativePG whose owner is the user of the stack's Secret. */
  static HasMetadata cloudNativePg(Rendering rendering, PostgresSpec.CloudNativePg spec) {
    PlausibleStack stack = rendering.stack();
    Map<String, Object> initdb = new LinkedHashMap<>();
    initdb.put("database", DatabaseAddresses.POSTGRES_DATABASE);
    initdb.put("owner", DatabasePreparation.OWNER);
    initdb.put(
        "secret", Map.of("name", rendering.secrets().liveName(stack.named(StackSecrets.DATABASE))));
    initdb.put("postInitApplicationSQL", List.of("CREATE EXTENSION IF NOT EXISTS citext"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("instances", spec.instances());
    body.put("bootstrap", Map.of("initdb", initdb));
    body.put(
        "storage",
        storage(
            spec.storage() == null ? stack.storage() : spec.storage(), StackComponent.POSTGRES));
    body.put("resources", resources(stack, StackComponent.POSTGRES));
    Map<String, Object> affinity = new LinkedHashMap<>();
    if (stack.architecture().label() != null) {
      affinity.put("nodeSelector", architecture(stack));
    }
    if (!stack.tolerations(StackComponent.POSTGRES).isEmpty()) {
      affinity.put("tolerations", Hardening.tolerations(stack, StackComponent.POSTGRES));
    }
    OperatorPods.cloudNativePg(rendering, body, affinity);
    if (!affinity.isEmpty()) {
      body.put("affinity", affinity);
    }
    return resource(
        rendering,
        "postgresql.cnpg.io/v1",
        "Cluster",
        StackComponent.POSTGRES,
        stack.named("postgres"),
        body);
  }

  private static Map<String, Object> storage(StorageSpec storage, StackComponent component) {
    if (!(storage instanceof StorageSpec.Dynamic dynamic)) {
      throw new IllegalStateException("an operator cannot ask for " + storage);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    String size = dynamic.size();
    body.put("size", size == null ? StackVolume.defaultSize(component) : size);
    if (dynamic.storageClass() != null) {
      body.put("storageClass", dynamic.storageClass());
    }
    return body;
  }

  /** A {@code ClickHouseInstallation} with one shard, one replica and the stack's user. */
  static HasMetadata altinity(Rendering rendering, ClickHouseSpec.Altinity spec) {
    PlausibleStack stack = rendering.stack();
    String secret = rendering.secrets().liveName(stack.named(StackSecrets.CLICKHOUSE));
    Map<String, Object> users = new LinkedHashMap<>();
    String user = DatabaseAddresses.CLICKHOUSE_USER;
    users.put(
        user + "/k8s_secret_password_sha256_hex",
        stack.namespace() + "/" + secret + "/" + StackSecrets.PASSWORD_SHA256);
    users.put(user + "/networks/ip", List.of("::/0"));
    users.put(user + "/profile", "default");
    Map<String, Object> files = new TreeMap<>();
    ClickHouseConfig.server(stack)
        .forEach((file, content) -> files.put("config.d/" + file, content));
    ClickHouseConfig.profiles(stack)
        .forEach((file, content) -> files.put("users.d/" + file, content));
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("users", users);
    configuration.put("files", files);
    configuration.put(
        "clusters",
        List.of(
            new TreeMap<>(
                Map.of(
                    "name",
                    "plausible",
                    "layout",
                    new TreeMap<>(Map.of("replicasCount", 1, "shardsCount", 1))))));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "defaults",
        Map.of(
            "templates",
            new TreeMap<>(Map.of("podTemplate", "clickhouse", "dataVolumeClaimTemplate", "data"))));
    body.put("configuration", configuration);
    body.put("templates", templates(rendering, spec));
    return resource(
        rendering,
        "clickhouse.altinity.com/v1",
        "ClickHouseInstallation",
        StackComponent.CLICKHOUSE,
        stack.name(),
        body);
  }

  private static Map<String, Object> templates(Rendering rendering, ClickHouseSpec.Altinity spec) {
    PlausibleStack stack = rendering.stack();
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", "clickhouse");
    container.put("image", stack.release().clickHouseImage());
    container.put("resources", resources(stack, StackComponent.CLICKHOUSE));
    // The operator's own liveness probe kills a server that is not ready within 90 s.
    container.put("startupProbe", ClickHouseManifests.startupProbe());
    container.put("readinessProbe", ClickHouseManifests.readinessProbe());
    container.put("livenessProbe", ClickHouseManifests.livenessProbe());
    // The image would write an additional user into a read-only directory.
    container.put(
        "env", List.of(new TreeMap<>(Map.of("name", "CLICKHOUSE_SKIP_USER_SETUP", "value", "1"))));
    // The operator mounts its own files into the image's directories, so the root must be writable.
    container.put("securityContext", Hardening.container(false));
    Map<String, Object> podSpec = new LinkedHashMap<>();
    podSpec.put("automountServiceAccountToken", false);
    podSpec.put(
        "securityContext",
        Hardening.securityContext(ClickHouseManifests.UID, OwnershipStrategy.FS_GROUP));
    if (stack.architecture().label() != null) {
      podSpec.put("nodeSelector", architecture(stack));
    }
    if (!stack.tolerations(StackComponent.CLICKHOUSE).isEmpty()) {
      podSpec.put("tolerations", Hardening.tolerations(stack, StackComponent.CLICKHOUSE));
    }
    podSpec.put("containers", List.of(container));
    Map<String, Object> podTemplate = new LinkedHashMap<>();
    podTemplate.put("name", "clickhouse");
    podTemplate.put("spec", podSpec);
    OperatorPods.altinity(rendering, podTemplate);

    StorageSpec storage = spec.storage() == null ? stack.storage() : spec.storage();
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("accessModes", List.of("ReadWriteOnce"));
    Map<String, Object> size = storage(storage, StackComponent.CLICKHOUSE);
    if (size.get("storageClass") != null) {
      claim.put("storageClassName", size.get("storageClass"));
    }
    claim.put("resources", Map.of("requests", Map.of("storage", String.valueOf(size.get("size")))));
    Map<String, Object> claimTemplate = new LinkedHashMap<>();
    claimTemplate.put("name", "data");
    claimTemplate.put("reclaimPolicy", "Retain");
    claimTemplate.put("spec", claim);

    Map<String, Object> templates = new LinkedHashMap<>();
    templates.put("podTemplates", List.of(podTemplate));
    templates.put("volumeClaimTemplates", List.of(claimTemplate));
    return templates;
  }

  private static Map<String, Object> architecture(PlausibleStack stack) {
    return Map.of("kubernetes.io/arch", String.valueOf(stack.architecture().label()));
  }

  private static Map<String, Object> resources(PlausibleStack stack, StackComponent component) {
    Resources resources = stack.resources(component);
    Map<String, Object> requests = new LinkedHashMap<>();
    requests.put("cpu", resources.cpuRequest());
    requests.put("memory", resources.memoryRequest());
    Map<String, Object> limits = new TreeMap<>();
    limits.put("memory", resources.memoryLimit());
    String cpuLimit = resources.cpuLimit() == null ? stack.cpuLimit() : resources.cpuLimit();
    if (cpuLimit != null) {
      limits.put("cpu", cpuLimit);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("requests", requests);
    body.put("limits", limits);
    return body;
  }

  private static HasMetadata resource(
      Rendering rendering,
      String apiVersion,
      String kind,
      StackComponent component,
      String name,
      Map<String, Object> spec) {
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setApiVersion(apiVersion);
    resource.setKind(kind);
    resource.setMetadata(rendering.workloadMeta(component, Tier.DATABASES, name));
    resource.setAdditionalProperty("spec", spec);
    return resource;
  }
}
