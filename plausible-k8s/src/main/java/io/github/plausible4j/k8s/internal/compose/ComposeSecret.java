package io.github.plausible4j.k8s.internal.compose;

import java.nio.file.Path;
import java.util.Optional;

/** Where compose has the content of a secret. For internal use only. */
public sealed interface ComposeSecret {
  /** The content without blanks around it, as Plausible reads it; empty if it is not here. */
  Optional<String> read();

  record InFile(Path file) implements ComposeSecret {
    @Override
    public Optional<String> read() {
      return BoundedFile.readIfPresent(file);
    }
  }

  record InVariable(String value) implements ComposeSecret {
    @Override
    public Optional<String> read() {
      return Optional.of(value.strip());
    }

    /** Without the value. */
    @Override
    public String toString() {
      return "InVariable[]";
    }
  }

  /** In a store of Docker, or in a variable of the shell. */
  record Elsewhere() implements ComposeSecret {
    @Override
    public Optional<String> read() {
      return Optional.empty();
    }
  }
}
