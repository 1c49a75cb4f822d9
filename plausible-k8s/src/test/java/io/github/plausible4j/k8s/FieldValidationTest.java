package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What an API server looks at before it admits an object: every field is known and legal. */
class FieldValidationTest {
  private static final int TRIES = 30;

  private static final KubernetesSerialization READER = new KubernetesSerialization();

  /** Fields that a model does not know end in a map of their own; here that map is lost. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnyGetter(Annotated annotated) {
                  return false;
                }

                @Override
                public boolean hasIgnoreMarker(
                    com.fasterxml.jackson.databind.introspect.AnnotatedMember member) {
                  return member.hasAnnotation(JsonIgnore.class)
                      || member.getName().equals("getAdditionalProperties")
                      || super.hasIgnoreMarker(member);
                }
              });

  @Provide
  Arbitrary<PlausibleStack> stacks() {
    return Stacks.any();
  }

  @Property(tries = TRIES)
  void everyFieldIsKnownToTheModelOfItsKind(@ForAll("stacks") PlausibleStack stack)
      throws IOException {
    List<HasMetadata> objects = StackManifests.of(stack).objects();
    String[] documents = StackManifests.of(stack).toYaml().split("(?m)^---\n");
    assertThat(documents).hasSize(objects.size() + 1);
    for (int i = 0; i < objects.size(); i++) {
      JsonNode written = READER.unmarshal(documents[i + 1], JsonNode.class);
      if (objects.get(i) instanceof GenericKubernetesResource) {
        continue; // looked at below, by what its operator requires
      }
      HasMetadata read = STRICT.treeToValue(written, objects.get(i).getClass());
      assertThat(tree(read)).isEqualTo(STRICT.readTree(written.toString()));
    }
  }

  private static JsonNode tree(HasMetadata object) throws IOException {
    return STRICT.readTree(STRICT.writeValueAsString(object));
  }

  @Test
  void aFieldThatNoModelKnowsWouldBeFound() throws IOException {
    String yaml = "apiVersion: v1\nkind: Service\nspec:\n  potrs: []\n";
    JsonNode written = READER.unmarshal(yaml, JsonNode.class);
    HasMetadata read = STRICT.treeToValue(written, io.fabric8.kubernetes.api.model.Service.class);
    assertThat(tree(read)).isNotEqualTo(STRICT.readTree(written.toString()));
  }

  @Property(tries = TRIES)
  void namesLabelsAndPortsAreLegal(@ForAll("stacks") PlausibleStack stack) {
    Rendered rendered = Rendered.of(stack);
    for (HasMetadata object : rendered.objects()) {
      boolean service = object.getKind().equals("Service") || object.getKind().equals("Job");
      assertThat(object.getMetadata().getName())
          .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
          .hasSizeLessThanOrEqualTo(service ? 63 : 253);
      object.getMetadata().getLabels().values().forEach(FieldValidationTest::labelValue);
      boolean clusterScoped =
          object.getKind().equals("Namespace") || object.getKind().equals("PersistentVolume");
      assertThat(object.getMetadata().getNamespace())
          .isEqualTo(clusterScoped ? null : stack.namespace());
    }
    rendered
        .workloads()
        .forEach(
            (object, template) -> {
              template.getMetadata().getLabels().values().forEach(FieldValidationTest::labelValue);
              assertThat(template.getMetadata().getLabels()).containsAllEntriesOf(selector(object));
              assertThat(template.getSpec().getRestartPolicy())
                  .isEqualTo(object.getKind().equals("Job") ? "Never" : null);
              pod(template.getSpec());
            });
  }

  private static Map<String, String> selector(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return deployment.getSpec().getSelector().getMatchLabels();
    }
    return object instanceof StatefulSet set
        ? set.getSpec().getSelector().getMatchLabels()
        : Map.of();
  }

  private static void labelValue(String value) {
    assertThat(value).matches("([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?");
  }

  private static void pod(PodSpec pod) {
    List<String> names = new ArrayList<>();
    Rendered.containers(pod)
        .forEach(
            container -> {
              names.add(container.getName());
              container(container);
            });
    assertThat(names).doesNotHaveDuplicates();
    pod.getVolumes()
        .forEach(
            volume -> assertThat(volume.getName()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
  }

  private static void container(Container container) {
    assertThat(container.getName()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    assertThat(container.getImage()).matches("\\S+[:@]\\S+");
    assertThat(container.getEnv()).extracting(EnvVar::getName).doesNotHaveDuplicates();
    for (ContainerPort port : container.getPorts()) {
      assertThat(port.getName()).matches("[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?").matches(".*[a-z].*");
      assertThat(port.getContainerPort()).isBetween(1, 65535);
    }
    container
        .getVolumeMounts()
        .forEach(mount -> assertThat(mount.getMountPath()).startsWith("/").doesNotContain(":"));
    assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
    assertThat(container.getResources().getLimits()).containsKeys("memory");
  }

  @Test
  void operatorsGetTheFieldsThatTheyRequire() {
    Rendered rendered = Rendered.of(Stacks.golden().get("operators"));
    JsonNode cluster = generic(rendered, "Cluster");
    assertThat(cluster.at("/apiVersion").asText()).isEqualTo("postgresql.cnpg.io/v1");
    assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3);
    assertThat(cluster.at("/spec/storage/size").asText()).isEqualTo("2Gi");
    assertThat(cluster.at("/spec/bootstrap/initdb/database").asText()).isEqualTo("plausible_db");
    assertThat(cluster.at("/spec/bootstrap/initdb/owner").asText()).isEqualTo("plausible");
    SecretTemplate secret =
        StackSecrets.of(rendered.stack()).stream()
            .filter(
                template ->
                    template
                        .name()
                        .equals(cluster.at("/spec/bootstrap/initdb/secret/name").asText()))
            .findFirst()
            .orElseThrow();
    assertThat(secret.type()).isEqualTo("kubernetes.io/basic-auth");
    assertThat(secret.keys()).contains("username", "password");

    JsonNode installation = generic(rendered, "ClickHouseInstallation");
    assertThat(installation.at("/apiVersion").asText()).isEqualTo("clickhouse.altinity.com/v1");
    assertThat(installation.at("/spec/configuration/clusters/0/name").asText()).isNotBlank();
    String podTemplate = installation.at("/spec/defaults/templates/podTemplate").asText();
    assertThat(installation.at("/spec/templates/podTemplates/0/name").asText())
        .isEqualTo(podTemplate);
    String claim = installation.at("/spec/defaults/templates/dataVolumeClaimTemplate").asText();
    assertThat(installation.at("/spec/templates/volumeClaimTemplates/0/name").asText())
        .isEqualTo(claim);
    assertThat(installation.at("/spec/templates/podTemplates/0/spec/containers/0/image").asText())
        .isEqualTo(PlausibleRelease.CE_3_2.clickHouseImage());
  }

  private static JsonNode generic(Rendered rendered, String kind) {
    return rendered.all(GenericKubernetesResource.class).stream()
        .filter(object -> object.getKind().equals(kind))
        .map(object -> READER.convertValue(object, JsonNode.class))
        .findFirst()
        .orElseThrow();
  }
}
