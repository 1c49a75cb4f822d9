package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts Plausible in the cluster with an apply and stops it by scaling to zero. */
final class ClusterApplication {
  private static final long STOP_SECONDS = 300;

  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final StackProvisioner provisioner;

  ClusterApplication(KubernetesClient client, PlausibleStack stack, StackProvisioner provisioner) {
    this.client = client;
    this.stack = stack;
    this.provisioner = provisioner;
  }

  /** Applies the stack and waits until everything that reads changed Secrets is ready. */
  void start() {
    provisioner.apply(stack);
  }

  /** Stops Plausible and waits until no pod is left. */
  void stop() {
    var deployment =
        client.apps().deployments().inNamespace(stack.namespace()).withName(stack.name());
    @Nullable Deployment present = deployment.get();
    if (present == null) {
      throw new RotationException(
          "The stack "
              + stack.name()
              + " has no Deployment in the namespace "
              + stack.namespace()
              + "; apply it, then resume");
    }
    deployment.patch(
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(SecretVersions.FIELD_MANAGER)
            .build(),
        "{\"spec\":{\"replicas\":0}}");
    Map<String, String> labels =
        Map.of(
            "app.kubernetes.io/instance",
            stack.name(),
            "app.kubernetes.io/component",
            StackComponent.PLAUSIBLE.label());
    var gone =
        client
            .pods()
            .inNamespace(stack.namespace())
            .withLabels(labels)
            .informOnCondition(Collection::isEmpty);
    await(gone);
  }

  private static void await(CompletableFuture<?> gone) {
    try {
      gone.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new RotationException(
          "Pods of the application are still there "
              + STOP_SECONDS
              + " seconds after the request to stop; end them and resume, or roll back");
    } catch (ExecutionException e) {
      throw new RotationException("The pods cannot be watched: " + e.getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RotationException(
          "Interrupted while the application was stopping; call resume() to continue");
    } finally {
      gone.cancel(true);
    }
  }
}
