package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Containers that ended: those that came back, and those that did not. */
class PodFindingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNNING = "\"running\": {}";
  private static final String WAITING = "\"waiting\": {\"reason\": \"CrashLoopBackOff\"}";
  private static final String ENDED =
      "\"terminated\": {\"exitCode\": 255, \"reason\": \"Unknown\"}";

  private final FakeApiServer server = FakeApiServer.start();
  private final KubernetesClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Finding of(String state, String last) {
    return new PodFindings(new CrashLogs(new KubeApi(client), new Redactor(List.of())))
        .of(new ObjectRef("apps/v1", "StatefulSet", "p", "pg"), pod(state, last))
        .orElseThrow();
  }

  private static KubeObject pod(String state, String last) {
    String json =
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "pg-0", "namespace": "p", "uid": "pod"},
         "status": {"phase": "Running", "containerStatuses": [
          {"name": "postgres", "ready": false, "restartCount": 7,
           "state": {%s}, "lastState": {%s}}]}}
        """
            .formatted(state, last);
    try {
      return KubeApi.object(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** After each restart of its board a container has ended once more, and runs. */
  @Test
  void aContainerThatRunsAgainIsNoReasonToGiveUp() {
    assertThat(of(RUNNING, ENDED).weight()).isEqualTo(Weight.PASSING);
    assertThat(of(WAITING, ENDED).weight()).isEqualTo(Weight.TERMINAL);
  }

  @Test
  void theLogIsThatOfTheRunThatEnded() {
    Finding unused = of(RUNNING, ENDED);
    Finding unusedToo = of(WAITING, ENDED);

    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.query()).contains("previous=true"));

    server.forgetRequests();
    Finding unusedAsWell = of(ENDED, "");
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.query()).doesNotContain("previous"));
  }
}
