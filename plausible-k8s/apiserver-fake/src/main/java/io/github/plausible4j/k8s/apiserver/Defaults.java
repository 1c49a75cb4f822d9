package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets the defaults of some fields, so that a plan has to tell them from configured values. */
final class Defaults {
  private Defaults() {}

  static void fill(ObjectNode object) {
    ObjectNode spec = object.path("spec") instanceof ObjectNode found ? found : Json.object();
    switch (object.path("kind").asText()) {
      case "Deployment" -> {
        number(spec, "replicas", 1);
        number(spec, "revisionHistoryLimit", 10);
        number(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObjectProperty("strategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
          text(strategy.withObjectProperty("rollingUpdate"), "maxSurge", "25%");
          text(strategy.withObjectProperty("rollingUpdate"), "maxUnavailable", "25%");
        }
        pod(spec.path("template").path("spec"));
      }
      case "StatefulSet" -> {
        number(spec, "replicas", 1);
        number(spec, "revisionHistoryLimit", 10);
        text(spec, "podManagementPolicy", "OrderedReady");
        text(spec.withObjectProperty("updateStrategy"), "type", "RollingUpdate");
        pod(spec.path("template").path("spec"));
      }
      case "ReplicaSet" -> pod(spec.path("template").path("spec"));
      case "Job" -> {
        number(spec, "backoffLimit", 6);
        number(spec, "completions", 1);
        number(spec, "parallelism", 1);
        text(spec, "completionMode", "NonIndexed");
        if (!spec.path("suspend").isBoolean()) {
          spec.put("suspend", false);
        }
        String uid = object.path("metadata").path("uid").asText();
        spec.withObjectProperty("selector")
            .withObjectProperty("matchLabels")
            .put("batch.kubernetes.io/controller-uid", uid);
        pod(spec.path("template").path("spec"));
      }
      case "Pod" -> {
        pod(spec);
        if (!object.has("status")) {
          object.putObject("status").put("phase", "Pending");
        }
      }
      case "Service" -> {
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        text(spec, "internalTrafficPolicy", "Cluster");
        text(spec, "clusterIP", "10.96.0." + (Math.floorMod(object.hashCode(), 250) + 1));
        for (JsonNode port : spec.path("ports")) {
          text(port, "protocol", "TCP");
          if (!port.has("targetPort")) {
            ((ObjectNode) port).set("targetPort", port.get("port"));
          }
        }
      }
      case "PersistentVolumeClaim" -> {
        text(spec, "volumeMode", "Filesystem");
        if (!object.has("status")) {
          object.putObject("status").put("phase", "Pending");
        }
      }
      case "PersistentVolume" -> {
        text(spec, "volumeMode", "Filesystem");
        text(spec, "persistentVolumeReclaimPolicy", "Retain");
      }
      case "Namespace" -> {
        object.withObjectProperty("status").put("phase", "Active");
        String name = object.path("metadata").path("name").asText();
        ((ObjectNode) object.get("metadata"))
            .withObjectProperty("labels")
            .put("kubernetes.io/metadata.name", name);
      }
      case "Secret" -> text(object, "type", "Opaque");
      default -> {}
    }
  }

  private static void pod(JsonNode spec) {
    if (!(spec instanceof ObjectNode pod)) {
      return;
    }
    text(pod, "restartPolicy", "Always");
    text(pod, "dnsPolicy", "ClusterFirst");
    text(pod, "schedulerName", "default-scheduler");
    number(pod, "terminationGracePeriodSeconds", 30);
    pod.withObjectProperty("securityContext");
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : pod.path(list)) {
        text(container, "imagePullPolicy", "IfNotPresent");
        text(container, "terminationMessagePath", "/dev/termination-log");
        text(container, "terminationMessagePolicy", "File");
        ((ObjectNode) container).withObjectProperty("resources");
        for (JsonNode port : container.path("ports")) {
          text(port, "protocol", "TCP");
        }
      }
    }
    for (JsonNode volume : pod.path("volumes")) {
      for (String source : new String[] {"secret", "configMap", "projected"}) {
        if (volume.get(source) instanceof ObjectNode files) {
          number(files, "defaultMode", 420);
        }
      }
    }
  }

  private static void text(JsonNode node, String name, String value) {
    if (node instanceof ObjectNode object && !object.has(name)) {
      object.put(name, value);
    }
  }

  private static void number(ObjectNode node, String name, int value) {
    if (!node.has(name)) {
      node.put(name, value);
    }
  }
}
