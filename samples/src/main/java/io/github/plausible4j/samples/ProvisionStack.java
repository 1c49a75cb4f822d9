package io.github.plausible4j.samples;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Shows the stack of a small board, without a cluster: a line for each object, or with {@code
 * --yaml} the complete YAML for kubectl. With {@code --apply}, applies the stack to the cluster of
 * KUBECONFIG, with live progress; a second run changes nothing. The first other argument is the
 * base URL. Environment variables can set an NFS server ({@code NFS_SERVER}, {@code NFS_PATH}), the
 * token of a Cloudflare tunnel ({@code TUNNEL_TOKEN}) and the first user ({@code ADMIN_EMAIL}).
 */
public final class ProvisionStack {
  private ProvisionStack() {}

  /**
   * Prints what would be applied, or applies it. Exits with 2 and all problems if the stack is not
   * valid, or with 1 and the causes if it does not become ready.
   */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    String baseUrl =
        arguments.stream()
            .filter(argument -> !argument.startsWith("--"))
            .findFirst()
            .orElse("https://stats.example.org");
    try {
      PlausibleStack stack = stack(baseUrl, System.getenv());
      if (arguments.contains("--apply")) {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
          apply(client, stack, ProvisionListener.console());
        }
        return;
      }
      print(StackManifests.of(stack), arguments.contains("--yaml"), System.out);
    } catch (StackValidationException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (ProvisioningException e) {
      System.exit(1); // the console has already shown the causes
    }
  }

  /** Applies the stack to a cluster. The listener prints the progress and how to log in. */
  static void apply(KubernetesClient client, PlausibleStack stack, ProvisionListener progress) {
    StackProvisioner.of(client).apply(stack, progress);
  }

  /** The stack according to the environment variables. */
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

  /** A line for each object, in the order in which they are applied; comments before YAML. */
  static void print(StackManifests manifests, boolean yaml, PrintStream out) {
    for (HasMetadata object : manifests.objects()) {
      out.printf(
          "%s%-18s %-24s %s%n",
          yaml ? "# " : "",
          object.getMetadata().getAnnotations().get("plausible4j.io/tier"),
          object.getKind(),
          object.getMetadata().getName());
    }
    if (yaml) {
      out.print(manifests.toYaml());
    } else {
      out.println(
          "--yaml shows the complete YAML, --apply applies it to the cluster of KUBECONFIG");
    }
  }
}
