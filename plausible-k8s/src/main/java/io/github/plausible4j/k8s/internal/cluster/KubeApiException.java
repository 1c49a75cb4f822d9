package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For internal use only. The API server refused a request or could not be reached. */
public final class KubeApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One of the reasons that the server gives. */
  record Cause(String reason, String message, String field) {}

  /** The reason where an object of somebody else would have to be replaced. */
  public static final String FOREIGN = "Foreign";

  /** The reason where the server answers and the cluster does not get done what was asked for. */
  public static final String LATE = "Late";

  private final int status;
  private final String reason;
  private final transient List<Cause> causes;

  KubeApiException(int status, String reason, String message, List<Cause> causes) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.causes = List.copyOf(causes);
  }

  /** No answer, or an answer that the client has turned into an exception. */
  public KubeApiException(String message, @Nullable Throwable cause) {
    super(message, cause);
    // Below zero is the client's own word for what has no status.
    this.status =
        cause instanceof KubernetesClientException refusal ? Math.max(0, refusal.getCode()) : 0;
    this.reason = "";
    this.causes = List.of();
  }

  /** The HTTP status, 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** The server's word for it, such as {@code Forbidden}. */
  public String reason() {
    return reason;
  }

  List<Cause> causes() {
    return causes;
  }

  boolean isFieldConflict() {
    return status == 409
        && causes.stream().anyMatch(cause -> cause.reason().equals("FieldManagerConflict"));
  }
}
