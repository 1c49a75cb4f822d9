package io.github.plausible4j.samples.clusters;

import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;

/**
 * A Raspberry Pi 5 that is reserved for the stack: {@code kubectl taint node pi5 dedicated=stats}.
 */
public final class TaintedBoard {
  private TaintedBoard() {}

  /** The stack, behind a tunnel whose token is already in the cluster. */
  public static PlausibleStack stack() {
    return PlausibleStack.raspberryPi("https://stats.example.org")
        .storage(StorageSpec.dynamic("local-path", "20Gi"))
        .exposure(ExposureSpec.tunnelToken(SecretSource.existing("cloudflare", "token")))
        .toleration("dedicated=stats:NoSchedule")
        .customize(
            Customization.pods(CustomizedPart.ALL)
                .withRequiredNodes("kubernetes.io/hostname", "pi5"))
        .build();
  }
}
