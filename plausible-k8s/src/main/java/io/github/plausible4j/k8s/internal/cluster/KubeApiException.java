package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For internal use only. The API server refused a request or could not be reached. */
public final class KubeApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A cause from the details of the server's status. */
  record Cause(String reason, String message, String field) {}

  /** The reason if an object that someone else created would have to be replaced. */
  public static final String FOREIGN = "Foreign";

  /** The reason if the server answers, but the cluster does not finish a change in time. */
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

  /** Wraps an exception of the client, with its status if it has one. */
  public KubeApiException(String message, @Nullable Throwable cause) {
    super(message, cause);
    // The client uses a negative code if there is no status.
    this.status =
        cause instanceof KubernetesClientException refusal ? Math.max(0, refusal.getCode()) : 0;
    this.reason = "";
    this.causes = List.of();
  }

  /** The HTTP status, or 0 if there was no response. */
  public int status() {
    return status;
  }

  /** The reason in the server's status, such as {@code Forbidden}; may be empty. */
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
