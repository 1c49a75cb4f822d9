package io.github.plausible4j.samples;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.AdminUser;
import io.github.plausible4j.k8s.ExposureSpec;
import io.github.plausible4j.k8s.PlausibleStack;
import io.github.plausible4j.k8s.StackManifests;
import io.github.plausible4j.k8s.StackValidationException;
import io.github.plausible4j.k8s.StorageSpec;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Shows the stack of a small board, without a cluster: a line for each object, and with {@code
 * --yaml} all of it. The first other argument is the base URL. The environment may name an NFS
 * server ({@code NFS_SERVER}, {@code NFS_PATH}), the token of a Cloudflare tunnel ({@code
 * TUNNEL_TOKEN}) and the first user ({@code ADMIN_EMAIL}).
 */
public final class ProvisionStack {
  private ProvisionStack() {}

  /** Prints what would be applied; exit code 2 with all problems if the stack cannot work. */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    String baseUrl =
        arguments.stream()
            .filter(argument -> !argument.startsWith("--"))
            .findFirst()
            .orElse("https://stats.example.org");
    try {
      StackManifests manifests = StackManifests.of(stack(baseUrl, System.getenv()));
      print(manifests, System.out);
      if (arguments.contains("--yaml")) {
        System.out.print(manifests.toYaml());
      }
    } catch (StackValidationException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** The stack that the environment describes. */
  static PlausibleStack stack(String baseUrl, Map<String, String> environment) {
    PlausibleStack.Builder stack = PlausibleStack.raspberryPi(baseUrl);
    String server = environment.get("NFS_SERVER");
    if (server != null) {
      stack.storage(
          StorageSpec.nfs(server, environment.getOrDefault("NFS_PATH", "/exports/plausible")));
    }
    String token = environment.get("TUNNEL_TOKEN");
    stack.exposure(token == null ? ExposureSpec.ingress() : ExposureSpec.tunnelToken(token));
    String email = environment.get("ADMIN_EMAIL");
    if (email != null) {
      stack.admin(AdminUser.of(email));
    }
    return stack.build();
  }

  /** A line for each object, in the order in which they are applied. */
  static void print(StackManifests manifests, PrintStream out) {
    for (HasMetadata object : manifests.objects()) {
      out.printf(
          "%-18s %-24s %s%n",
          object.getMetadata().getAnnotations().get("plausible4j.io/tier"),
          object.getKind(),
          object.getMetadata().getName());
    }
  }
}
