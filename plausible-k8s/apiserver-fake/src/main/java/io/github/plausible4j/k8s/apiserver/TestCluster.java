package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cluster for a test, with its own namespace, which is deleted on close. */
public final class TestCluster implements AutoCloseable {
  private final @Nullable FakeApiServer fake;
  private final KubernetesClient client;
  private final String namespace = "p4j-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestKubelet kubelet;

  private TestCluster(@Nullable FakeApiServer fake, KubernetesClient client) {
    this.fake = fake;
    this.client = client;
    client
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(storageClass())
                .endMetadata()
                .withProvisioner("test.example.org/none")
                .build())
        .create();
    this.kubelet = new TestKubelet(client, namespace);
  }

  /** Creates a test cluster on a new {@link FakeApiServer}. */
  public static TestCluster fake() {
    FakeApiServer server = FakeApiServer.start();
    return new TestCluster(server, server.client());
  }

  /** Uses the cluster of {@code KUBECONFIG}. */
  public static TestCluster real() {
    Config config = ClientKeys.named(Config.autoConfigure(null));
    return new TestCluster(null, new KubernetesClientBuilder().withConfig(config).build());
  }

  public KubernetesClient client() {
    return client;
  }

  public String namespace() {
    return namespace;
  }

  /** The name of a storage class that the kubelet provisions. */
  public String storageClass() {
    return namespace;
  }

  public TestKubelet kubelet() {
    return kubelet;
  }

  /** The fake API server, if the cluster is not real. */
  public Optional<FakeApiServer> server() {
    return Optional.ofNullable(fake);
  }

  /** Installs a namespaced custom resource definition, as its operator would. */
  public void install(String group, String version, String kind, String plural) {
    client
        .resource(
            new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .endNames()
                .addNewVersion()
                .withName(version)
                .withServed(true)
                .withStorage(true)
                .endVersion()
                .endSpec()
                .build())
        .create();
  }

  /** The objects of a custom kind in the namespace. */
  public NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources(String apiVersion, String kind) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(apiVersion, kind);
    return all.inNamespace(namespace);
  }

  @Override
  public void close() {
    kubelet.close();
    if (fake != null) {
      client.close();
      fake.close();
      return;
    }
    client.namespaces().withName(namespace).delete();
    client.persistentVolumes().withLabel("test-kubelet", namespace).delete();
    client.storage().v1().storageClasses().withName(storageClass()).delete();
    client.close();
  }
}
