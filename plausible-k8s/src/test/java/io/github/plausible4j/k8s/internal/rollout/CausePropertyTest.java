package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.rollout.CauseTable.Row;
import io.github.plausible4j.k8s.internal.rollout.Rollout.Progress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a pod went through, the cause that is reported at the end is true at the end. The pod
 * goes through the rows of the table of causes, and through states in which nothing is wrong.
 */
class CausePropertyTest {
  /** Rows of a node that tries to start a pod, and of what it says of the pod's volumes. */
  private static final Pattern ATTEMPT =
      Pattern.compile("^(?:\\w*Image|Create|RunContainer|Failed|Network|Signature|Regi|Post|an? )");

  /** A state of a pod and the causes that are true in it. */
  record State(String name, Consumer<TestView> enter, Set<String> causes, boolean attempt) {
    static State of(Row row) {
      boolean attempt = ATTEMPT.matcher(row.name()).find();
      return new State(row.name(), row.enter(), Set.of(row.cause()), attempt);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Another attempt to start a container: the cause of the last one is still true. */
  private static final State TRYING_AGAIN =
      new State("trying again", view -> view.waiting("ContainerCreating", ""), Set.of(), true);

  /** What the node or the controller repeats whatever the reason is: the last one is still true. */
  private static final Set<String> REPEATED =
      Set.of(
          "a volume of the pod cannot be mounted",
          "the storage provisioner has not created the volume yet");

  private static final List<State> WELL =
      List.of(
          TRYING_AGAIN,
          new State(
              "pulled",
              view ->
                  view.waiting("ContainerCreating", "")
                      .event("pod-1", "Pulled", "Successfully pulled image"),
              Set.of(),
              false),
          new State("starting", view -> view.running(0, "{}"), Set.of(), false),
          new State("runs again", TestView::restarted, Set.of(), false));

  private static final List<State> STATES =
      Stream.of(CauseTableTest.texts(), CauseTableTest.containers(), CauseTableTest.pods())
          .flatMap(rows -> rows)
          .map(State::of)
          .toList();

  /** A state and the seconds that it lasts. */
  record Step(State state, int seconds) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<State> state = Arbitraries.oneOf(Arbitraries.of(STATES), Arbitraries.of(WELL));
    return Combinators.combine(state, Arbitraries.integers().between(1, 90))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  /** What is true at the end of a life. */
  private static Set<String> causes(List<Step> life) {
    State last = life.get(life.size() - 1).state();
    Set<String> causes = new HashSet<>(last.causes());
    for (int i = life.size() - 2; i >= 0; i--) {
      State before = life.get(i).state();
      if (last.equals(TRYING_AGAIN) && before.attempt()) {
        causes.addAll(before.causes());
      } else if (REPEATED.containsAll(last.causes()) && !last.causes().isEmpty()) {
        causes.addAll(before.causes());
      } else {
        break;
      }
    }
    return causes;
  }

  @Property(tries = 500)
  void theCauseAtTheEndIsTrueAtTheEnd(@ForAll("lives") List<Step> life) {
    TestView view = new TestView();
    for (Step step : life) {
      // What a container has written and what nodes and claims show belongs to the step.
      view.log("").node("arm64", "True").claim("Bound");
      step.state().enter().accept(view);
      for (int second = 0; second < step.seconds(); second++) {
        view.look();
        view.pass(Duration.ofSeconds(1));
      }
    }

    Set<String> causes = causes(life);
    Progress end = view.shown();
    end.finding().map(Finding::cause).ifPresent(cause -> assertThat(causes).contains(cause));
    view.hopeless().map(Finding::cause).ifPresent(cause -> assertThat(causes).contains(cause));
    if (!life.get(life.size() - 1).state().causes().isEmpty()) {
      assertThat(causes).contains(end.message());
    }
  }
}
