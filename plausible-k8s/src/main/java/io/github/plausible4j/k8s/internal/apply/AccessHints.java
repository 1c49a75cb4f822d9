package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.render.PlausibleManifests;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.progress.StackAccess;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.ArrayList;
import java.util.List;

/** How to reach a stack: its address, and the steps that are left to the caller. */
final class AccessHints {
  private AccessHints() {}

  static StackAccess of(PlausibleStack stack, SecretBindings secrets) {
    List<String> hints = new ArrayList<>();
    exposure(stack, hints);
    admin(stack, secrets, hints);
    return new StackAccess(stack.baseUrl(), hints);
  }

  private static void exposure(PlausibleStack stack, List<String> hints) {
    String service =
        "http://"
            + stack.name()
            + "."
            + stack.namespace()
            + ".svc:"
            + PlausibleManifests.SERVICE_PORT;
    if (stack.exposure() instanceof ExposureSpec.TunnelToken) {
      hints.add(
          "the tunnel's routes are configured at Cloudflare: route "
              + stack.host()
              + " to "
              + service);
    } else if (stack.exposure() instanceof ExposureSpec.TunnelConfig) {
      hints.add(
          "the host needs a DNS record that points to the tunnel: DnsRoutes.cloudflare(apiToken)"
              + ".route(stack) creates it");
    } else if (stack.exposure() instanceof ExposureSpec.None) {
      hints.add("nothing exposes the stack: route " + stack.host() + " to " + service);
      hints.add(
          "for a first look at http://localhost:8000, where live pages do not work, run: kubectl -n"
              + " "
              + stack.namespace()
              + " port-forward service/"
              + stack.name()
              + " 8000:"
              + PlausibleManifests.SERVICE_PORT);
    }
  }

  private static void admin(PlausibleStack stack, SecretBindings secrets, List<String> hints) {
    AdminUser admin = stack.admin();
    if (admin == null) {
      hints.add("if it has no user yet, the first person to open it becomes its first user");
    } else if (admin.password() instanceof SecretSource.Existing existing) {
      hints.add(password(stack, admin, existing.secretName(), existing.key()));
    } else if (admin.password() instanceof SecretSource.Generated) {
      String secret = secrets.liveName(stack.named(StackSecrets.ADMIN));
      hints.add(password(stack, admin, secret, StackSecrets.PASSWORD));
    }
  }

  private static String password(PlausibleStack stack, AdminUser admin, String secret, String key) {
    return "the password of "
        + admin.email()
        + ", if it has not been changed: kubectl -n "
        + stack.namespace()
        + " get secret "
        + secret
        + " -o jsonpath='{.data."
        + key.replace(".", "\\.")
        + "}' | base64 -d";
  }
}
