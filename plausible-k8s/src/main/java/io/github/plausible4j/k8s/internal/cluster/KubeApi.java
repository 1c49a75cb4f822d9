package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * For internal use only. Sends the requests that provisioning needs, with the transport and
 * credentials of a client. It does not use the client's own operations, because they hide what a
 * plan needs: whether an apply would create the object, and the server's warnings. Thread-safe.
 */
public final class KubeApi {
  /** The field manager under which this library applies and creates objects. */
  public static final String FIELD_MANAGER = "plausible4j";

  private final KubernetesClient client;
  private final KubeRequests requests;
  private final KubernetesSerialization serialization;
  private final Map<String, JsonNode> discovered = new ConcurrentHashMap<>();

  /** The result of a server-side apply. */
  record Applied(KubeObject object, boolean created, List<String> warnings) {}

  /** Uses the transport of a client, of which the caller keeps ownership. */
  public KubeApi(KubernetesClient client) {
    this.client = client;
    this.requests = new KubeRequests(client);
    this.serialization = client.getKubernetesSerialization();
  }

  /** The client whose transport this uses. */
  public KubernetesClient client() {
    return client;
  }

  /** Converts a model object to JSON. */
  public KubeObject object(HasMetadata model) {
    return object(requests.parse(serialization.asJson(model)));
  }

  /** The resource of a kind; empty if the cluster does not serve it. */
  public Optional<ResourceKind> kind(String apiVersion, String kind) {
    if (ResourceKind.isBuiltIn(apiVersion, kind)) {
      return Optional.of(ResourceKind.builtIn(apiVersion, kind));
    }
    JsonNode served = discovered.computeIfAbsent(apiVersion, this::discover);
    for (JsonNode resource : served.path("resources")) {
      boolean subresource = resource.path("name").asText().contains("/");
      if (resource.path("kind").asText().equals(kind) && !subresource) {
        return Optional.of(
            new ResourceKind(
                apiVersion,
                kind,
                resource.path("name").asText(),
                resource.path("namespaced").asBoolean()));
      }
    }
    discovered.remove(apiVersion); // it may be installed later
    return Optional.empty();
  }

  private JsonNode discover(String apiVersion) {
    try {
      return requests.send("GET", ResourceKind.groupPath(apiVersion), "").body();
    } catch (KubeApiException e) {
      if (e.status() == 404) {
        return JsonNodeFactory.instance.objectNode();
      }
      throw e;
    }
  }

  /** The resource of a kind; throws {@link KubeApiException} if the cluster does not serve it. */
  public ResourceKind require(ObjectRef key) {
    return kind(key.apiVersion(), key.kind())
        .orElseThrow(
            () ->
                new KubeApiException(
                    404,
                    "NotFound",
                    "the cluster does not know " + key.kind() + " of " + key.apiVersion(),
                    List.of()));
  }

  /** Reads an object; empty if it does not exist. */
  public Optional<KubeObject> get(ObjectRef key) {
    try {
      return Optional.of(object(requests.send("GET", path(key), "").body()));
    } catch (KubeApiException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Lists the objects of a kind.
   *
   * @param namespace ignored for cluster-scoped kinds
   * @param labelSelector empty for all objects
   */
  public List<KubeObject> list(ResourceKind kind, String namespace, String labelSelector) {
    List<KubeObject> objects = new ArrayList<>();
    String selector = labelSelector.isEmpty() ? "" : "?labelSelector=" + encode(labelSelector);
    JsonNode list = requests.send("GET", kind.path(namespace) + selector, "").body();
    for (JsonNode item : list.path("items")) {
      ObjectNode object = (ObjectNode) item;
      object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
      objects.add(object(object));
    }
    return objects;
  }

  /** Server-side apply with strict field validation: unknown and duplicate fields are errors. */
  Applied apply(KubeObject desired, boolean force, boolean dryRun) {
    String query =
        "?fieldManager="
            + FIELD_MANAGER
            + "&fieldValidation=Strict&force="
            + force
            + (dryRun ? "&dryRun=All" : "");
    KubeRequests.Answer answer =
        requests.send("PATCH", path(desired.ref()) + query, desired.json().toString());
    return new Applied(object(answer.body()), answer.status() == 201, answer.warnings());
  }

  /** Creates an object; empty if one with that name exists already. */
  public Optional<KubeObject> create(KubeObject object) {
    ObjectRef key = object.ref();
    String path = require(key).path(key.namespace()) + "?fieldManager=" + FIELD_MANAGER;
    try {
      return Optional.of(object(requests.send("POST", path, object.json().toString()).body()));
    } catch (KubeApiException e) {
      if (e.status() == 409 && e.reason().equals("AlreadyExists")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Deletes an object by its UID. Does nothing if it is gone or another one has its name. */
  public void delete(KubeObject object, boolean orphanDependents) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", orphanDependents ? "Orphan" : "Background");
    options.putObject("preconditions").put("uid", object.uid());
    try {
      requests.send("DELETE", path(object.ref()), options.toString());
    } catch (KubeApiException e) {
      boolean another = e.status() == 409; // the UID differs
      if (e.status() != 404 && !another) {
        throw e;
      }
    }
  }

  /** Watches an object until it is gone; throws with {@link KubeApiException#LATE} on timeout. */
  public void awaitGone(ObjectRef key, Duration atMost) {
    if (get(key).isPresent()) {
      await(key, Objects::isNull, atMost, "still exists");
    }
  }

  /**
   * Watches an object until the predicate holds; throws with {@link KubeApiException#LATE} on
   * timeout.
   */
  public KubeObject awaitChange(ObjectRef key, Predicate<KubeObject> wanted, Duration atMost) {
    return object(
        await(
            key,
            found -> found != null && wanted.test(object(found)),
            atMost,
            "has not reached the expected state"));
  }

  /**
   * Waits until all objects of a core kind with a label are gone.
   *
   * @param atMost the longest wait for each object
   */
  public void awaitNone(String kind, String namespace, String labelSelector, Duration atMost) {
    for (KubeObject object : list(ResourceKind.builtIn("v1", kind), namespace, labelSelector)) {
      awaitGone(object.ref(), atMost);
    }
  }

  private GenericKubernetesResource await(
      ObjectRef key, Predicate<GenericKubernetesResource> wanted, Duration atMost, String late) {
    try {
      return client
          .genericKubernetesResources(require(key).context())
          .inNamespace(key.namespace())
          .withName(key.name())
          .waitUntilCondition(wanted, atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw new KubeApiException(0, KubeApiException.LATE, key + " " + late, List.of());
    } catch (KubernetesClientException e) {
      throw new KubeApiException("cannot watch " + key + ": " + ApiErrorMessage.of(e), e);
    }
  }

  /**
   * Whether the caller has a permission. The kind may be a subresource, such as {@code pods/log}.
   */
  public boolean may(String verb, ResourceKind kind, String namespace) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    ObjectNode wanted = review.putObject("spec").putObject("resourceAttributes");
    wanted.put("verb", verb).put("group", kind.group()).put("resource", kind.plural());
    if (kind.namespaced()) {
      wanted.put("namespace", namespace);
    }
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    return requests.send("POST", path, review.toString()).body().at("/status/allowed").asBoolean();
  }

  /** The server's version, such as {@code v1.36.3}. */
  public String serverVersion() {
    return requests.send("GET", "/version", "").body().path("gitVersion").asText();
  }

  /** The last lines of a container's log; empty if it cannot be read. */
  public String log(KubeObject pod, String container, boolean previous, int lines) {
    String path =
        ResourceKind.builtIn("v1", "Pod").path(pod.namespace())
            + '/'
            + pod.name()
            + "/log?container="
            + encode(container)
            + "&tailLines="
            + lines
            + (previous ? "&previous=true" : "");
    try {
      return requests.text(path);
    } catch (KubeApiException e) {
      return "";
    }
  }

  private String path(ObjectRef key) {
    return require(key).path(key.namespace()) + '/' + key.name();
  }

  /** Wraps the JSON of an object. */
  public static KubeObject object(JsonNode json) {
    return new KubeObject((ObjectNode) json);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
