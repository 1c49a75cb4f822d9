package io.github.plausible4j.k8s.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a stack cannot be planned, applied or removed. The diagnoses have causes and
 * remedies.
 */
public final class ProvisioningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnosis> diagnoses;

  public ProvisioningException(List<Diagnosis> diagnoses) {
    this(diagnoses, null);
  }

  public ProvisioningException(List<Diagnosis> diagnoses, @Nullable Throwable cause) {
    super(
        diagnoses.stream()
            .map(Diagnosis::toString)
            .collect(Collectors.joining(System.lineSeparator())),
        cause);
    this.diagnoses = List.copyOf(diagnoses);
  }

  private ProvisioningException(String message, ProvisioningException failure) {
    super(message, failure);
    this.diagnoses = failure.diagnoses;
  }

  /**
   * The same failure with a sentence after its diagnoses, for a caller whose work it interrupts.
   * This failure is the cause of the new one.
   *
   * @param sentence what the failure leaves behind and what to do; without secrets
   */
  public ProvisioningException withNote(String sentence) {
    Objects.requireNonNull(sentence, "sentence");
    return new ProvisioningException(getMessage() + System.lineSeparator() + sentence, this);
  }

  /** The causes, the most serious first; at least one. */
  public List<Diagnosis> diagnoses() {
    return diagnoses;
  }
}
