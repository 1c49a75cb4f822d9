package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said when the time is up and nothing stands in the way. */
class TimeoutDiagnosisTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();
  private static final String RUNNING = "{running: {startedAt: '2026-11-24T12:00:00Z'}}";

  private final FakeApiServer server = FakeApiServer.start();
  private final KubernetesClient client = server.client();
  private final TimeoutDiagnosis lastWords =
      new TimeoutDiagnosis(new CrashLogs(new KubeApi(client), new Redactor(List.of())));

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static KubeObject object(String json) {
    try {
      return KubeApi.object(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static KubeObject set() {
    return object(
        "{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'ch', namespace: 'p', uid:"
            + " 'set'}}");
  }

  private static KubeObject pod(String state) {
    return object(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'ch-0', namespace: 'p', uid: 'pod',"
            + " ownerReferences: [{uid: 'set'}]}, spec: {nodeName: 'pi5'}, status: {phase: 'Running',"
            + " containerStatuses: [{name: 'server', ready: false, restartCount: 1, state: "
            + state
            + "}]}}");
  }

  private static KubeObject event(String time, String reason, String message) {
    return object(
        "{apiVersion: 'v1', kind: 'Event', metadata: {name: '"
            + reason
            + "', namespace: 'p'}, involvedObject: {uid: 'pod'}, lastTimestamp: '"
            + time
            + "', reason: '"
            + reason
            + "', message: '"
            + message
            + "'}");
  }

  private Finding of(KubeObject... known) {
    return lastWords.of(
        set(),
        "0 of 1 pods ready",
        new ClusterView() {
          @Override
          public Optional<KubeObject> get(ObjectRef key) {
            return Optional.empty();
          }

          @Override
          public Collection<KubeObject> all(String kind) {
            return Stream.of(known).filter(each -> each.kind().equals(kind)).toList();
          }
        });
  }

  @Test
  void aProbeThatStillFailsIsNamedWithTheEndOfTheLog() {
    server.logs().set("ch-0", "server", "Loading 12 tables");

    Finding finding =
        of(
            pod(RUNNING),
            event("2026-11-24T12:00:00Z", "Pulled", "image present"),
            event("2026-11-24T12:09:00Z", "Unhealthy", "Startup probe failed: 503"));

    assertThat(finding.diagnosis().cause())
        .isEqualTo("it runs, but its probe was still failing when the time was up");
    assertThat(finding.diagnosis().evidence())
        .containsExactly(
            "0 of 1 pods ready",
            "container server runs and is not ready, restarts 1",
            "Unhealthy: Startup probe failed: 503",
            "log: Loading 12 tables");
    assertThat(finding.diagnosis().remedy()).contains("apply again").contains("longer deadline");
  }

  @Test
  void aPodThatNoSchedulerHasLookedAtIsSaidToHaveNoNode() {
    Finding finding =
        of(
            object(
                "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'ch-0', namespace: 'p', uid:"
                    + " 'pod', ownerReferences: [{uid: 'set'}]}, status: {phase: 'Pending'}}"));

    assertThat(finding.diagnosis().cause()).isEqualTo("no scheduler has looked at its pod");
    assertThat(finding.diagnosis().evidence())
        .containsExactly("0 of 1 pods ready", "pod ch-0 has no node, and nothing says why not");
    assertThat(finding.diagnosis().remedy()).contains("scheduler runs");
  }

  @Test
  void anImageThatTakesLongIsNoMystery() {
    Finding finding =
        of(
            pod("{waiting: {reason: 'ContainerCreating'}}"),
            event("2026-11-24T12:00:00Z", "FailedMount", "nfs: connection timed out"),
            event("2026-11-24T12:00:09Z", "Pulling", "Pulling image clickhouse"));

    assertThat(finding.diagnosis().cause())
        .isEqualTo("the node was still pulling an image when the time was up");
    assertThat(finding.diagnosis().evidence())
        .containsExactly(
            "0 of 1 pods ready",
            "container server waits: ContainerCreating",
            "Pulling: Pulling image clickhouse");
  }

  @Test
  void aPassedFailureToMountIsNotBlamed() {
    KubeObject pending =
        object(
            "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'ch-0', namespace: 'p', uid: 'pod'},"
                + " status: {phase: 'Pending'}}");
    ClusterView view =
        new ClusterView() {
          @Override
          public Optional<KubeObject> get(ObjectRef key) {
            return Optional.empty();
          }

          @Override
          public Collection<KubeObject> all(String kind) {
            return List.of(
                event("2026-11-24T12:00:00Z", "FailedMount", "nfs: connection timed out"),
                event("2026-11-24T12:00:09Z", "Pulling", "Pulling image clickhouse"));
          }
        };

    assertThat(KubeletEvents.of(set().ref(), pending, view)).isEmpty();
  }

  @Test
  void aWorkloadWithoutPodsSaysThatNothingIsKnown() {
    assertThat(of().diagnosis().cause()).isEqualTo("it was not ready in time, and nothing says why");
    assertThat(of().diagnosis().evidence()).containsExactly("0 of 1 pods ready");
  }
}
