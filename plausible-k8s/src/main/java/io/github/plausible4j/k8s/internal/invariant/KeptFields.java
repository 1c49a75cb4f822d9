package io.github.plausible4j.k8s.internal.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;

/** The fields of an object that no customization changes. */
final class KeptFields {
  /** Maps of which each entry stays, whatever is added. */
  private static final List<String> ENTRIES =
      List.of(
          "/metadata/labels",
          "/metadata/annotations",
          "/spec/template/metadata/labels",
          "/spec/template/metadata/annotations",
          "/data");

  /** Values that stay as they are. */
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
                        path(value), "is what the stack's objects find each other by", "keep it")));
    runners(object, plain, customized).forEach(problems::add);
    return problems;
  }

  /** A checksum of what the pod reads is another where it reads more. */
  private static boolean follows(String key, JsonNode value) {
    return key.matches("plausible4j\\.io/.*-sha256") && value.isTextual();
  }

  /** How many pods there are at a time; of the tunnel there may be any number. */
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
