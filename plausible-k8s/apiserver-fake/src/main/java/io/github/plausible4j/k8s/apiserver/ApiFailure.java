package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An error response, with its {@code Status} object. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An entry of {@code details.causes}. */
  record Cause(String reason, String message, String field) {}

  private final int code;
  private final transient ObjectNode status;

  ApiFailure(int code, String reason, String message, List<Cause> causes) {
    super(message);
    this.code = code;
    this.status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    status.putObject("metadata");
    status.put("message", message).put("reason", reason).put("code", code);
    ArrayNode list = status.putObject("details").putArray("causes");
    for (Cause cause : causes) {
      ObjectNode entry = list.addObject();
      entry.put("reason", cause.reason()).put("message", cause.message());
      entry.put("field", cause.field());
    }
  }

  int code() {
    return code;
  }

  ObjectNode status() {
    return status;
  }

  static ApiFailure notFound(String what, String name) {
    return new ApiFailure(404, "NotFound", what + " \"" + name + "\" not found", List.of());
  }

  static ApiFailure noSuchPath() {
    return new ApiFailure(
        404, "NotFound", "the server could not find the requested resource", List.of());
  }

  static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message, List.of());
  }

  static ApiFailure conflict(String message) {
    return new ApiFailure(409, "Conflict", message, List.of());
  }

  static ApiFailure alreadyExists(String what, String name) {
    return new ApiFailure(
        409, "AlreadyExists", what + " \"" + name + "\" already exists", List.of());
  }

  static ApiFailure forbidden(String message) {
    return new ApiFailure(403, "Forbidden", message, List.of());
  }

  static ApiFailure invalid(String kind, String name, List<Cause> causes) {
    StringBuilder text = new StringBuilder(kind + " \"" + name + "\" is invalid: ");
    for (int i = 0; i < causes.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(causes.get(i).field()).append(": ");
      text.append(causes.get(i).message());
    }
    return new ApiFailure(422, "Invalid", text.toString(), causes);
  }

  static ApiFailure gone(String message) {
    return new ApiFailure(410, "Expired", message, List.of());
  }
}
