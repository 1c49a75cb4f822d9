package io.github.plausible4j.k8s.internal.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;

/** Checks the fields that no customization may change. */
final class KeptFields {
  /** Maps that may get new entries, but whose existing entries must stay. */
  private static final List<String> ENTRIES =
      List.of(
          "/metadata/labels",
          "/metadata/annotations",
          "/spec/template/metadata/labels",
          "/spec/template/metadata/annotations",
          "/data");

  /** Values that must not change. */
  private static final List<String> VALUES =
      List.of(
          "/metadata/ownerReferences",
          "/metadata/finalizers",
          "/spec/selector",
          "/spec/podSelector",
          "/spec/serviceName",
          "/spec/clusterIP",
          "/spec/accessModes",
          "/spec/volumeName",
          "/spec/volumeClaimTemplates",
          "/spec/claimRef",
          "/spec/nfs",
          "/spec/bootstrap",
          "/spec/configuration/users");

  private KeptFields() {}

  static List<Problem> problems(Edited object) {
    JsonNode plain = object.plainJson();
    JsonNode customized = object.json();
    List<Problem> problems = new ArrayList<>();
    for (String map : ENTRIES) {
      plain
          .at(map)
          .properties()
          .forEach(
              entry -> {
                JsonNode value = customized.at(map).path(entry.getKey());
                if (!value.equals(entry.getValue()) && !follows(entry.getKey(), value)) {
                  problems.add(
                      object.problem(
                          path(map) + "." + entry.getKey(), "is set by the stack", "leave it out"));
                }
              });
    }
    VALUES.stream()
        .filter(value -> !plain.at(value).equals(customized.at(value)))
        .forEach(
            value ->
                problems.add(
                    object.problem(
                        path(value), "links the stack's objects and must not change", "keep it")));
    runners(object, plain, customized).forEach(problems::add);
    return problems;
  }

  /** A checksum changes if the pod reads more ConfigMaps or Secrets. */
  private static boolean follows(String key, JsonNode value) {
    return key.matches("plausible4j\\.io/.*-sha256") && value.isTextual();
  }

  /** Checks the fields that decide how many pods run at a time. The tunnel may have any number. */
  private static List<Problem> runners(Edited object, JsonNode plain, JsonNode customized) {
    if (object.isOf(StackComponent.TUNNEL)) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    for (String value : List.of("/spec/replicas", "/spec/strategy", "/spec/updateStrategy")) {
      if (!plain.at(value).equals(customized.at(value))) {
        problems.add(
            object.problem(
                path(value),
                "decides how many pods write to the same data",
                "keep it, or use replicas(n) of the builder"));
      }
    }
    return problems;
  }

  private static String path(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }
}
