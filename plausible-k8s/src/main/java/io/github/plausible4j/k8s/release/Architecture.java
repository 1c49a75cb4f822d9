package io.github.plausible4j.k8s.release;

import org.jspecify.annotations.Nullable;

/** The processor architecture of the nodes for a stack's pods. */
public enum Architecture {
  /** 64-bit ARM, such as a Raspberry Pi 5 or Graviton. */
  ARM64("arm64"),
  /** 64-bit x86. */
  AMD64("amd64"),
  /** Any node: all images of the release have to exist for all architectures of the cluster. */
  ANY(null);

  private final @Nullable String label;

  Architecture(@Nullable String label) {
    this.label = label;
  }

  /** The value of the node label {@code kubernetes.io/arch}; null for {@link #ANY}. */
  @Nullable
  public String label() {
    return label;
  }
}
