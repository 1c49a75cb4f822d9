package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What boards do to software that was written on larger machines. */
class SlowBoardTest {
  /**
   * Without it the virtual machine's table of ports grows with the limit of open files, which some
   * container runtimes set to a thousand million: more memory than the pod may have.
   */
  @Test
  void theMemoryOfErlangDoesNotGrowWithTheLimitOfOpenFiles() {
    assertThat(environment(Stacks.raspberryPi()).getData()).containsEntry("ERL_FLAGS", "+Q 65536");
    PlausibleStack own =
        Stacks.raspberryPi().toBuilder().setting("ERL_FLAGS", "+Q 4096 +S 2").build();
    assertThat(environment(own).getData()).containsEntry("ERL_FLAGS", "+Q 4096 +S 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raspberry-pi", "original-story"})
  void noDeploymentIsGivenUpWhileItsImagesAreOnTheirWay(String name) {
    assertThat(StackManifests.of(Stacks.golden().get(name)).objects())
        .filteredOn(Deployment.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(((Deployment) object).getSpec().getProgressDeadlineSeconds())
                    .isEqualTo(3600));
  }

  /**
   * A recovery that the kubelet cuts off begins again from its start, and so never ends. What
   * CloudNativePG gives a start is an hour as well.
   */
  @ParameterizedTest
  @EnumSource(
      value = StackComponent.class,
      names = {"POSTGRES", "CLICKHOUSE"})
  void aDatabaseThatRecoversAfterAPowerCutIsGivenAnHour(StackComponent database) {
    Probe startup = Rendered.of(Stacks.raspberryPi()).container(database).getStartupProbe();
    assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isEqualTo(3600);
  }

  private static ConfigMap environment(PlausibleStack stack) {
    return StackManifests.of(stack).objects().stream()
        .filter(object -> object.getMetadata().getName().equals("plausible-env"))
        .map(ConfigMap.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
