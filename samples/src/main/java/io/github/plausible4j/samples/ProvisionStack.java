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
 * Shows the stack of a small board, without a cluster: a line for each object, and with {@code
 * --yaml} all of it, as a file that kubectl reads. With {@code --apply} the cluster of KUBECONFIG
 * gets the stack, with live progress; once more, and nothing changes. The first other argument is
 * the base URL. The environment may name an NFS server ({@code NFS_SERVER}, {@code NFS_PATH}), the
 * token of a Cloudflare tunnel ({@code TUNNEL_TOKEN}) and the first user ({@code ADMIN_EMAIL}).
 */
public final class ProvisionStack {
  private ProvisionStack() {}

  /**
   * Prints what would be applied, or applies it; exit code 2 with all problems if the stack cannot
   * work, 1 with the causes if it does not become ready.
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
      System.exit(1); // the console has shown the causes
    }
  }

  /** Gives the stack to a cluster; the listener tells how it goes and how to get in. */
  static void apply(KubernetesClient client, PlausibleStack stack, ProvisionListener progress) {
    StackProvisioner.of(client).apply(stack, progress);
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
      out.println("--yaml shows all of it, --apply gives it to the cluster of KUBECONFIG");
    }
  }
}
