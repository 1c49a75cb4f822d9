package io.github.plausible4j.k8s.progress;

import java.util.List;
import java.util.Objects;

/**
 * How people get to a stack that was applied. Says where a password is, never what it is.
 *
 * @param address the base URL
 * @param hints sentences and commands, in the order in which they are needed; may be empty
 */
public record StackAccess(String address, List<String> hints) {
  public StackAccess {
    Objects.requireNonNull(address, "address");
    hints = List.copyOf(hints);
  }

  /** The address, and a line for each hint. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Plausible: ").append(address);
    hints.forEach(hint -> text.append(System.lineSeparator()).append("  ").append(hint));
    return text.toString();
  }
}
