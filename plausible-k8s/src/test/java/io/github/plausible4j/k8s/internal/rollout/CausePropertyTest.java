package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.rollout.Rollout.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a pod went through, the cause that is reported at the end is true at the end. */
class CausePropertyTest {
  /** A state of a pod and the causes that are true in it. */
  record State(String name, Consumer<TestView> enter, Set<String> causes) {
    static State of(String name, Consumer<TestView> enter, String... causes) {
      return new State(name, enter, Set.of(causes));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final State PULL_FAILED =
      State.of(
          "pull failed",
          view -> view.waiting("ImagePullBackOff", "dial tcp: i/o timeout"),
          "the node cannot reach the registry");

  private static final State NO_TAG =
      State.of(
          "no such tag",
          view -> view.waiting("ErrImagePull", "not found"),
          "the registry does not have this image or tag");

  /** Another attempt: the cause of the last one is still true. */
  private static final State PULLING_AGAIN =
      State.of("pulling again", view -> view.waiting("ContainerCreating", ""));

  private static final List<State> STATES =
      List.of(
          PULL_FAILED,
          NO_TAG,
          PULLING_AGAIN,
          State.of(
              "no node",
              view -> view.unschedulable("0/1 nodes are available: 1 Insufficient memory."),
              "no node has the memory that the pod asks for"),
          State.of(
              "full node",
              view -> view.unschedulable("0/1 nodes are available: 1 Too many pods."),
              "every node that fits runs as many pods as it may"),
          State.of(
              "pulled",
              view ->
                  view.waiting("ContainerCreating", "")
                      .event("pod-1", "Pulled", "Successfully pulled image")),
          State.of(
              "full volume",
              view -> view.log("No space left on device").crashed(1, "Error", "", 1),
              "the volume is full"),
          State.of(
              "wrong password",
              view -> view.log("password authentication failed").crashed(1, "Error", "", 2),
              "the password in the Secret is not the one that the database has"),
          State.of(
              "out of memory",
              view -> view.crashed(137, "OOMKilled", "", 1),
              "the container used more memory than its limit"),
          State.of("starting", view -> view.running(0, "{}")),
          State.of(
              "probe fails",
              view ->
                  view.running(0, "{}")
                      .event(
                          "pod-1",
                          "Unhealthy",
                          "Readiness probe failed: HTTP probe failed with statuscode: 500"),
              "container postgres runs and is not ready: /ready answers 500"),
          State.of(
              "no power",
              view -> view.running(0, "{}").node("arm64", "Unknown"),
              "the node pi is not ready"));

  /** A state and the seconds that it lasts. */
  record Step(State state, int seconds) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    return Combinators.combine(Arbitraries.of(STATES), Arbitraries.integers().between(1, 90))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static Set<String> causesOfLastAttempt(List<Step> life) {
    for (int i = life.size() - 1; i >= 0; i--) {
      State state = life.get(i).state();
      if (!state.equals(PULLING_AGAIN)) {
        boolean attempt = state.equals(PULL_FAILED) || state.equals(NO_TAG);
        return attempt ? state.causes() : Set.of();
      }
    }
    return Set.of();
  }

  @Property(tries = 300)
  void theCauseAtTheEndIsTrueAtTheEnd(@ForAll("lives") List<Step> life) {
    TestView view = new TestView();
    for (Step step : life) {
      // What a container has written and what nodes have reported belongs to the step.
      view.log("").node("arm64", "True");
      step.state().enter().accept(view);
      for (int second = 0; second < step.seconds(); second++) {
        view.look();
        view.pass(Duration.ofSeconds(1));
      }
    }

    State last = life.get(life.size() - 1).state();
    Set<String> causes = last.equals(PULLING_AGAIN) ? causesOfLastAttempt(life) : last.causes();
    Progress end = view.shown();
    end.finding().map(Finding::cause).ifPresent(cause -> assertThat(causes).contains(cause));
    view.hopeless().map(Finding::cause).ifPresent(cause -> assertThat(causes).contains(cause));
    if (!last.causes().isEmpty()) {
      assertThat(causes).contains(end.message());
    }
  }
}
