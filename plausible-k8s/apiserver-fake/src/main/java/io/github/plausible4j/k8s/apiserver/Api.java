package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.apiserver.Resources.Write;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Turns HTTP requests into operations, and results into responses. */
final class Api {
  private record Answer(int code, JsonNode body) {}

  private final Store store;
  private final Resources resources;
  private final @Nullable Controllers controllers;
  private final Set<String> denied;
  private final PodLogs logs;
  private final PortForwards forwards;
  private final PodCommands commands;

  Api(
      Store store,
      @Nullable Controllers controllers,
      Set<String> denied,
      PodLogs logs,
      PortForwards forwards,
      PodCommands commands) {
    this.store = store;
    this.resources = new Resources(store);
    this.controllers = controllers;
    this.denied = denied;
    this.logs = logs;
    this.forwards = forwards;
    this.commands = commands;
  }

  MockResponse serve(RecordedRequest request) {
    Target target = target(request);
    try {
      if (target.flag("watch") && request.getMethod().equals("GET")) {
        Kind kind = store.kind(target.root(), target.plural());
        return new MockResponse.Builder().webSocketUpgrade(new Watch(target, store, kind)).build();
      }
    } catch (ApiFailure failure) {
      return answer(failure.code(), failure.status());
    }
    if (target.subresource().equals("log")) {
      String text =
          logs.end(target.name(), target.parameter("container"), target.parameter("tailLines"));
      return new MockResponse.Builder().addHeader("Content-Type", "text/plain").body(text).build();
    }
    if (target.subresource().equals("portforward")) {
      return forwards.serve(target, resources, store.named("Pod"));
    }
    if (target.subresource().equals("exec")) {
      List<String> command =
          request.getUrl().queryParameterValues("command").stream().map(String::valueOf).toList();
      return commands.serve(target, command, resources, store.named("Pod"));
    }
    return carryOut(request);
  }

  MockResponse carryOut(RecordedRequest request) {
    ByteString body = request.getBody();
    try {
      Answer answer = operate(request, target(request), body == null ? "" : body.utf8());
      if (controllers != null && !request.getMethod().equals("GET")) {
        controllers.run();
      }
      return answer(answer.code(), answer.body());
    } catch (ApiFailure failure) {
      return answer(failure.code(), failure.status());
    }
  }

  private static Target target(RecordedRequest request) {
    return Target.of(request.getUrl().uri());
  }

  private Answer operate(RecordedRequest request, Target target, String body) {
    if (target.plural().isEmpty()) {
      return new Answer(200, Discovery.answer(store, target));
    }
    if (target.plural().equals("selfsubjectaccessreviews")) {
      return new Answer(201, review((ObjectNode) Json.read(body)));
    }
    Kind kind = store.kind(target.root(), target.plural());
    Write write =
        new Write(
            manager(request, target),
            target.flag("force"),
            target.parameter("dryRun").equals("All"),
            target.subresource().equals("status"));
    return switch (request.getMethod()) {
      case "GET" -> new Answer(200, read(kind, target));
      case "POST" -> {
        ObjectNode object = (ObjectNode) Json.read(body);
        ObjectNode created = resources.create(kind, target.namespace(), object, write);
        serveCustom(kind, created);
        yield new Answer(201, created);
      }
      case "PUT" ->
          new Answer(
              200,
              resources.replace(kind, target.namespace(), target.name(), Json.read(body), write));
      case "PATCH" -> patch(request, kind, target, Json.read(body), write);
      case "DELETE" -> {
        JsonNode options = body.isBlank() ? Json.object() : Json.read(body);
        String policy = options.path("propagationPolicy").asText("Background");
        String uid = options.path("preconditions").path("uid").textValue();
        yield new Answer(
            200,
            resources.delete(kind, target.namespace(), target.name(), uid, policy, write.dryRun()));
      }
      default -> throw new ApiFailure(405, "MethodNotAllowed", "not allowed", List.of());
    };
  }

  private Answer patch(
      RecordedRequest request, Kind kind, Target target, JsonNode patch, Write write) {
    String type = String.valueOf(request.getHeaders().get("Content-Type"));
    if (type.startsWith("application/apply-patch+yaml")) {
      Resources.Applied applied =
          resources.apply(kind, target.namespace(), target.name(), (ObjectNode) patch, write);
      serveCustom(kind, applied.object());
      return new Answer(applied.created() ? 201 : 200, applied.object());
    }
    ObjectNode before = resources.require(kind, target.namespace(), target.name());
    JsonNode after = Patches.patched(type, before, patch);
    return new Answer(
        200, resources.replace(kind, target.namespace(), target.name(), after, write));
  }

  private JsonNode read(Kind kind, Target target) {
    if (!target.name().isEmpty()) {
      return resources.require(kind, target.namespace(), target.name());
    }
    synchronized (store) {
      ObjectNode list = Json.object();
      list.put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
      list.putObject("metadata").put("resourceVersion", String.valueOf(store.version()));
      ArrayNode items = list.putArray("items");
      store.list(kind, target.namespace()).stream().filter(target::selects).forEach(items::add);
      return list;
    }
  }

  private ObjectNode review(ObjectNode review) {
    JsonNode wanted = review.path("spec").path("resourceAttributes");
    String question = wanted.path("verb").asText() + " " + wanted.path("resource").asText();
    review.putObject("status").put("allowed", !denied.contains(question));
    return review;
  }

  private void serveCustom(Kind kind, JsonNode object) {
    if (kind.kind().equals("CustomResourceDefinition")) {
      JsonNode spec = object.get("spec");
      for (JsonNode version : spec.path("versions")) {
        store.serve(
            new Kind(
                spec.path("group").asText() + "/" + version.path("name").asText(),
                spec.path("names").path("kind").asText(),
                spec.path("names").path("plural").asText(),
                spec.path("scope").asText().equals("Namespaced"),
                version.path("subresources").has("status"),
                null));
      }
    }
  }

  private static String manager(RecordedRequest request, Target target) {
    String given = target.parameter("fieldManager");
    String agent = String.valueOf(request.getHeaders().get("User-Agent"));
    return given.isEmpty() ? agent.replaceFirst("/.*", "") : given;
  }

  static MockResponse answer(int code, JsonNode body) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "application/json")
        .body(Json.write(body))
        .build();
  }
}
