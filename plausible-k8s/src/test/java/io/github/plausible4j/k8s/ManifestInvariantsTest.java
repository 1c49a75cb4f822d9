package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.plausible4j.k8s.internal.render.Checksums;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds for every stack, whatever it is made of. */
class ManifestInvariantsTest {
  private static final int TRIES = 60;

  @Provide
  Arbitrary<PlausibleStack> stacks() {
    return Stacks.any();
  }

  @Property(tries = TRIES)
  void renderingTwiceGivesTheSameBytes(@ForAll("stacks") PlausibleStack stack) {
    assertThat(StackManifests.of(stack.toBuilder().build()).toYaml())
        .isEqualTo(StackManifests.of(stack).toYaml());
  }

  @Property(tries = TRIES)
  void noTwoServicesSelectTheSamePod(@ForAll("stacks") PlausibleStack stack) {
    Rendered rendered = Rendered.of(stack);
    for (PodTemplateSpec template : rendered.workloads().values()) {
      Map<String, String> labels = template.getMetadata().getLabels();
      assertThat(rendered.services())
          .filteredOn(service -> selects(service.getSpec().getSelector(), labels))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  /** Without it a container has group 0 where its image does not know the user. */
  @Property(tries = TRIES)
  void whereAUserIsSetItsGroupIsSet(@ForAll("stacks") PlausibleStack stack) {
    for (PodTemplateSpec template : Rendered.of(stack).workloads().values()) {
      PodSpec pod = template.getSpec();
      assertThat(pod.getSecurityContext().getRunAsGroup())
          .isNotNull()
          .isEqualTo(pod.getSecurityContext().getRunAsUser());
      Stream.of(pod.getInitContainers(), pod.getContainers())
          .flatMap(List::stream)
          .map(container -> container.getSecurityContext())
          .forEach(
              context -> assertThat(context.getRunAsGroup()).isEqualTo(context.getRunAsUser()));
    }
  }

  @Property(tries = TRIES)
  void everyServicePortIsAPortOfThePodsThatItSelects(@ForAll("stacks") PlausibleStack stack) {
    Rendered rendered = Rendered.of(stack);
    for (Service service : rendered.services()) {
      List<PodSpec> pods =
          rendered.workloads().values().stream()
              .filter(
                  template ->
                      selects(service.getSpec().getSelector(), template.getMetadata().getLabels()))
              .map(PodTemplateSpec::getSpec)
              .toList();
      assertThat(pods).hasSize(1);
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(pods.get(0).getContainers())
            .flatExtracting(container -> container.getPorts())
            .anyMatch(offered -> offered.getName().equals(port.getTargetPort().getStrVal()));
      }
    }
  }

  @Property(tries = TRIES)
  void everyMountedNameExists(@ForAll("stacks") PlausibleStack stack) {
    Rendered rendered = Rendered.of(stack);
    Set<String> configMaps = names(rendered.all(ConfigMap.class));
    Set<String> claims = names(rendered.all(PersistentVolumeClaim.class));
    for (PodTemplateSpec template : rendered.workloads().values()) {
      PodSpec pod = template.getSpec();
      Set<String> volumes =
          pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
      assertThat(volumes).hasSameSizeAs(pod.getVolumes());
      Rendered.containers(pod)
          .forEach(
              container -> {
                assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .isSubsetOf(volumes);
                assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getMountPath)
                    .doesNotHaveDuplicates();
                container
                    .getEnvFrom()
                    .forEach(
                        source ->
                            assertThat(configMaps).contains(source.getConfigMapRef().getName()));
              });
      Set<String> mounted =
          Rendered.containers(pod)
              .flatMap(container -> container.getVolumeMounts().stream())
              .map(VolumeMount::getName)
              .collect(Collectors.toSet());
      assertThat(mounted).as("volumes that nobody mounts").isEqualTo(volumes);
      assertThat(configMapsOf(pod)).isSubsetOf(configMaps);
      pod.getVolumes().stream()
          .filter(volume -> volume.getPersistentVolumeClaim() != null)
          .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
          .filter(claim -> !claim.equals("old-postgres"))
          .forEach(claim -> assertThat(claims).contains(claim));
    }
  }

  @Property(tries = TRIES)
  void everyReferencedSecretKeyExists(@ForAll("stacks") PlausibleStack stack) {
    Map<String, List<String>> keys = new HashMap<>();
    StackSecrets.of(stack).forEach(template -> keys.put(template.name(), template.keys()));
    keys.put("vault", List.of("a-key")); // the one that is there already
    for (PodTemplateSpec template : Rendered.of(stack).workloads().values()) {
      secretKeys(template.getSpec())
          .forEach(
              reference -> {
                assertThat(keys).containsKey(reference.getKey());
                assertThat(keys.get(reference.getKey())).contains(reference.getValue());
              });
    }
    for (SecretTemplate template : StackSecrets.of(stack)) {
      for (SecretEntry entry : template.entries()) {
        if (entry instanceof SecretEntry.Composed composed) {
          composed
              .references()
              .forEach(
                  reference ->
                      assertThat(keys.get(reference.secretName())).contains(reference.key()));
        }
      }
    }
  }

  @Property(tries = TRIES)
  void everySecretIsReadByAPodOrAnOperator(@ForAll("stacks") PlausibleStack stack) {
    Rendered rendered = Rendered.of(stack);
    Set<String> read =
        rendered.workloads().values().stream()
            .flatMap(template -> secretKeys(template.getSpec()).stream())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    String yaml = StackManifests.of(stack).toYaml();
    assertThat(StackSecrets.of(stack))
        .allMatch(template -> read.contains(template.name()) || yaml.contains(template.name()));
  }

  @Property(tries = TRIES)
  void everyObjectCarriesTheLabelsAndATier(@ForAll("stacks") PlausibleStack stack) {
    List<HasMetadata> objects = StackManifests.of(stack).objects();
    for (HasMetadata object : objects) {
      assertThat(object.getMetadata().getLabels())
          .containsEntry("app.kubernetes.io/managed-by", "plausible4j")
          .containsEntry("app.kubernetes.io/instance", stack.name())
          .containsEntry("app.kubernetes.io/part-of", "plausible")
          .containsKey("app.kubernetes.io/component");
    }
    assertThat(objects).extracting(Tier::of).isSorted();
    assertThat(objects)
        .extracting(object -> object.getKind() + "/" + object.getMetadata().getName())
        .doesNotHaveDuplicates();
    assertThat(StackSecrets.of(stack))
        .allSatisfy(
            template ->
                assertThat(template.labels())
                    .containsEntry("app.kubernetes.io/instance", stack.name())
                    .containsEntry("app.kubernetes.io/managed-by", "plausible4j"));
  }

  @Property(tries = TRIES)
  void noRenderedByteContainsASecret(@ForAll("stacks") PlausibleStack stack) {
    assertThat(StackManifests.of(stack).toYaml())
        .doesNotContain(Stacks.MARK)
        .doesNotContain(Stacks.TUNNEL_TOKEN)
        .doesNotContain(Stacks.VAULT_KEY)
        .doesNotContain("kind: \"Secret\"");
    assertThat(stack + "" + StackSecrets.of(stack) + stack.exposure() + stack.postgres())
        .doesNotContain(Stacks.MARK)
        .doesNotContain(Stacks.TUNNEL_TOKEN)
        .doesNotContain(Stacks.VAULT_KEY);
  }

  @Property(tries = TRIES)
  void aPodThatStaysCarriesTheChecksumsOfWhatItReads(@ForAll("stacks") PlausibleStack stack) {
    Rendered.of(stack)
        .workloads()
        .forEach(
            (object, template) -> {
              if (object.getKind().equals("Job")) {
                return;
              }
              PodSpec pod = template.getSpec();
              Map<String, String> annotations =
                  template.getMetadata().getAnnotations() == null
                      ? Map.of()
                      : template.getMetadata().getAnnotations();
              assertThat(annotations.containsKey(Checksums.SECRETS))
                  .isEqualTo(!secretKeys(pod).isEmpty());
              assertThat(annotations.containsKey(Checksums.CONFIG))
                  .isEqualTo(!configMapsOf(pod).isEmpty());
            });
  }

  private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  private static Set<String> names(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static Set<String> configMapsOf(PodSpec pod) {
    Stream<String> mounted =
        pod.getVolumes().stream()
            .filter(volume -> volume.getConfigMap() != null)
            .map(volume -> volume.getConfigMap().getName());
    Stream<String> projected =
        pod.getVolumes().stream()
            .filter(volume -> volume.getProjected() != null)
            .flatMap(volume -> volume.getProjected().getSources().stream())
            .filter(source -> source.getConfigMap() != null)
            .map(source -> source.getConfigMap().getName());
    Stream<String> variables =
        Rendered.containers(pod)
            .flatMap(container -> container.getEnvFrom().stream())
            .map(source -> source.getConfigMapRef().getName());
    return Stream.of(mounted, projected, variables)
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  private static List<Map.Entry<String, String>> secretKeys(PodSpec pod) {
    List<Map.Entry<String, String>> keys = new ArrayList<>();
    pod.getVolumes().stream()
        .filter(volume -> volume.getProjected() != null)
        .flatMap(volume -> volume.getProjected().getSources().stream())
        .filter(source -> source.getSecret() != null)
        .forEach(
            source ->
                source
                    .getSecret()
                    .getItems()
                    .forEach(
                        item -> keys.add(Map.entry(source.getSecret().getName(), item.getKey()))));
    Rendered.containers(pod)
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getValueFrom() != null)
        .map(variable -> variable.getValueFrom().getSecretKeyRef())
        .forEach(reference -> keys.add(Map.entry(reference.getName(), reference.getKey())));
    return keys;
  }

  @Test
  void theFirstUserIsThereBeforeAnybodyCanRegisterAsOne() {
    List<String> order =
        StackManifests.of(Stacks.raspberryPi()).objects().stream()
            .map(object -> object.getKind() + " " + object.getMetadata().getName())
            .map(name -> name.replaceFirst("-[0-9a-f]{10}$", ""))
            .filter(name -> name.startsWith("Job ") || name.startsWith("Deployment "))
            .toList();

    assertThat(order)
        .containsExactly(
            "Job plausible-migrate",
            "Job plausible-admin",
            "Deployment plausible",
            "Deployment plausible-tunnel");
  }
}
