package io.github.plausible4j.k8s.internal.render;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies customizations of pods that an operator creates, as fields of its own resources. */
final class OperatorPods {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private OperatorPods() {}

  /**
   * Sets the fields that a {@code Cluster} has for its pods. Other edits are refused by the stack's
   * rules.
   */
  static void cloudNativePg(
      Rendering rendering, Map<String, Object> body, Map<String, Object> affinity) {
    List<PodCustomization> edits = rendering.podsOf(StackComponent.POSTGRES);
    Map<String, Object> inherited = new TreeMap<>();
    Map<String, String> labels = new TreeMap<>();
    Map<String, String> annotations = new TreeMap<>();
    List<EnvVar> variables = new ArrayList<>();
    List<TopologySpreadConstraint> spread = new ArrayList<>();
    Map<String, String> pods = Map.of("cnpg.io/cluster", rendering.stack().named("postgres"));
    for (PodCustomization edit : edits) {
      labels.putAll(edit.labels());
      annotations.putAll(edit.annotations());
      variables.addAll(edit.variables());
      edit.spread().forEach(key -> spread.add(PodCustomizer.spread(pods, key)));
      if (edit.priorityClass() != null) {
        body.put("priorityClassName", edit.priorityClass());
      }
      if (edit.pullPolicy() != null) {
        body.put("imagePullPolicy", edit.pullPolicy().value());
      }
    }
    putUnlessEmpty(inherited, "labels", labels);
    putUnlessEmpty(inherited, "annotations", annotations);
    putUnlessEmpty(body, "inheritedMetadata", inherited);
    if (!variables.isEmpty()) {
      body.put("env", variables);
    }
    if (!spread.isEmpty()) {
      body.put("topologySpreadConstraints", spread);
    }
    Affinity nodes = Placement.affinity(edits);
    if (nodes != null) {
      affinity.put("nodeAffinity", nodes.getNodeAffinity());
    }
  }

  private static void putUnlessEmpty(Map<String, Object> body, String key, Map<String, ?> value) {
    if (!value.isEmpty()) {
      body.put(key, value);
    }
  }

  /** Applies all edits: a {@code ClickHouseInstallation} has a complete pod template. */
  static void altinity(Rendering rendering, Map<String, Object> podTemplate) {
    if (rendering.podsOf(StackComponent.CLICKHOUSE).isEmpty()) {
      return;
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("metadata", Map.of());
    content.put("spec", podTemplate.get("spec"));
    PodTemplateSpec template = JSON.convertValue(content, PodTemplateSpec.class);
    PodCustomizer.apply(rendering, StackComponent.CLICKHOUSE, template);
    Map<String, Object> customized = JSON.convertValue(template, MAP);
    Object metadata = customized.get("metadata");
    if (metadata instanceof Map<?, ?> map && !map.isEmpty()) {
      podTemplate.put("metadata", metadata);
    }
    podTemplate.put("spec", customized.get("spec"));
  }
}
