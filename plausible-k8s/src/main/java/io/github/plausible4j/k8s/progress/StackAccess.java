package io.github.plausible4j.k8s.progress;

import java.util.List;
import java.util.Objects;

/**
 * How users reach a stack that was applied. It shows where a password is stored, never the
 * password.
 *
 * @param address the base URL of Plausible
 * @param hints instructions and commands, in the order in which they are needed; may be empty
 */
public record StackAccess(String address, List<String> hints) {
  public StackAccess {
    Objects.requireNonNull(address, "address");
    hints = List.copyOf(hints);
  }

  /** The address, followed by a line for each hint. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Plausible: ").append(address);
    hints.forEach(hint -> text.append(System.lineSeparator()).append("  ").append(hint));
    return text.toString();
  }
}
