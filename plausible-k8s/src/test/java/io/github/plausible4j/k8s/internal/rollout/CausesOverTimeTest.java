package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Causes come, change their words, pass and come again. */
class CausesOverTimeTest {
  private final TestView view = new TestView();

  private void pullFails(int port) {
    view.waiting(
        port % 2 == 0 ? "ErrImagePull" : "ImagePullBackOff",
        "dial tcp: lookup ghcr.io on 192.0.2.53:53: read udp 192.0.2.2:"
            + port
            + "->192.0.2.53:53: i/o timeout");
  }

  /** As seen on a real node: each attempt takes up to 20 seconds, and has another port. */
  @Test
  void aRegistryThatDoesNotAnswerEndsTheWaitWhenThePatienceIsOver() {
    int seconds = 0;
    for (; view.hopeless().isEmpty() && seconds < 600; seconds++) {
      if (seconds % 45 >= 25) {
        view.waiting("ContainerCreating", "");
      } else {
        pullFails(37_000 + seconds / 45);
      }
      assertThat(view.look().message())
          .as("second %d", seconds)
          .isEqualTo("the node cannot reach the registry");
      assertThat(view.shown().finding().isPresent()).as("%d", seconds).isEqualTo(seconds >= 10);
      view.pass(Duration.ofSeconds(1));
    }

    assertThat(Duration.ofSeconds(seconds))
        .isBetween(TestView.PATIENCE, TestView.PATIENCE.plusSeconds(5));
  }

  @Test
  void aPullThatSucceedsAtLastIsNotBlamed() {
    pullFails(1);
    view.look();
    view.pass(Duration.ofSeconds(20));
    view.waiting("ContainerCreating", "").event("pod-1", "Pulled", "Successfully pulled image");

    assertThat(view.look().finding()).isEmpty();
    assertThat(view.look().message()).isEqualTo("starting its containers");
  }

  @Test
  void anAttemptThatTakesLongIsAPullThatGoesOn() {
    pullFails(1);
    view.look();
    view.waiting("ContainerCreating", "")
        .event("pod-1", "Pulling", "Pulling image \"ghcr.io/x:1\"")
        .pass(Duration.ofSeconds(31));

    assertThat(view.look().finding()).isEmpty();
    assertThat(view.look().message()).isEqualTo("pulling image ghcr.io/x:1");
  }

  /** After each restart of its board a container has ended once more, and runs. */
  @Test
  void aContainerThatRunsAgainIsWaitedFor() {
    view.restarted();

    assertThat(view.look().finding()).isEmpty();
    assertThat(view.timeToCause()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aContainerThatRunsAgainIsNotGivenUpForItsLastEnd() {
    view.log("FATAL:  database files are incompatible with server");
    view.running(4, "{terminated: {exitCode: 1, reason: 'Error'}}");

    assertThat(view.hopeless()).isEmpty();
  }

  @Test
  void whatHappenedBeforeTheApplyIsNotJudged() {
    view.crashed(1, "Error", "", 7).log("FATAL: 3D000").applyBegins();
    assertThat(view.isUnchanged()).isTrue();
    assertThat(view.look().finding()).isEmpty();

    view.pass(Duration.ofSeconds(20)).crashed(1, "Error", "", 8);

    assertThat(view.isUnchanged()).as("it was started and ended again").isFalse();
    assertThat(view.hopeless()).isPresent();
  }

  @Test
  void anImageThatWasMissingBeforeTheApplyIsPulledAgainFirst() {
    view.waiting("ImagePullBackOff", "x: not found").applyBegins();
    assertThat(view.hopeless()).isEmpty();

    view.pod("pod-2", "{phase: 'Pending', containerStatuses: []}");
    assertThat(view.isUnchanged()).isFalse();
    assertThat(view.hopeless()).isEmpty();
  }

  @Test
  void aMountThatFailedBeforeTheApplyIsNotJudged() {
    view.pod("{phase: 'Pending'}").event("pod-1", "FailedMount", "path does not exist");
    view.applyBegins();
    assertThat(view.hopeless()).isEmpty();

    view.event("pod-1", "FailedMount", "path does not exist");
    assertThat(view.hopeless()).isPresent();
  }

  @Test
  void aProbeThatFailedBeforeTheContainerStartedAgainIsOver() {
    view.event("pod-1", "Unhealthy", "Readiness probe failed: 500").pass(Duration.ofSeconds(30));
    view.running(0, "{}");

    assertThat(view.look().finding()).isEmpty();
    assertThat(view.look().message()).isEqualTo("container postgres runs, not ready yet");
  }

  @Test
  void theRemedyForForeignFilesFitsTheKindOfTheVolume() {
    view.crashed(1, "Error", "", 1).log("mkdir: /var/lib/postgresql/data: Permission denied");

    view.volume("nfs: {server: 'nas', path: '/exports/pg'}");
    assertThat(remedy()).startsWith("on the NFS server nas run: chown -R 70:70 /exports/pg");
    view.volume("local: {path: '/mnt/disk'}");
    assertThat(remedy()).startsWith("on the node pi run: chown -R 70:70 /mnt/disk");
    view.volume("hostPath: {path: '/srv/pg'}");
    assertThat(remedy()).startsWith("on the node pi run: chown -R 70:70 /srv/pg");
    view.volume("csi: {driver: 'x'}");
    assertThat(remedy()).contains("claim data").contains("OwnershipStrategy.FS_GROUP");
  }

  private String remedy() {
    return view.look().finding().orElseThrow().diagnosis().remedy();
  }

  @Test
  void aPodThatNoSchedulerHasLookedAtIsSaidToHaveNoNode() {
    view.newPod();

    assertThat(view.look().message()).isEqualTo("waiting for a node");
    assertThat(view.timeout().cause()).isEqualTo("no scheduler has looked at its pod");
    assertThat(view.timeout().diagnosis().evidence())
        .contains("pod pg-0 has no node, and nothing says why not");
  }

  @Test
  void anImageThatTakesLongerThanTheDeadlineIsNamed() {
    view.waiting("ContainerCreating", "")
        .event("pod-1", "FailedMount", "nfs: connection timed out")
        .pass(Duration.ofSeconds(9))
        .event("pod-1", "Pulling", "Pulling image \"clickhouse\"");

    assertThat(view.look().finding()).as("the mount has passed").isEmpty();
    assertThat(view.timeout().cause())
        .isEqualTo("the node was still pulling an image when the time ran out");
  }

  @Test
  void aWorkloadWithoutPodsSaysThatNothingIsKnown() {
    assertThat(view.timeout().cause()).isEqualTo("it was not ready in time, and nothing says why");
  }
}
