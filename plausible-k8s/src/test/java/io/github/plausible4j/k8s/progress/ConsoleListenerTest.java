package io.github.plausible4j.k8s.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who waits at a console. */
class ConsoleListenerTest {
  private static final Terminal LIVE = new Terminal(true, false, true, 0);
  private static final Terminal PIPE = Terminal.NONE;
  private static final String NO_MEMORY = "no node has the memory that the pod requests";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private ConsoleListener console(Terminal terminal) {
    return new ConsoleListener(new PrintStream(written, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static ObjectRef ref(String kind, String name) {
    return new ObjectRef("apps/v1", kind, "plausible", name);
  }

  private static WorkloadProgress waiting(String name, int seconds, String message) {
    return new WorkloadProgress(
        ref("StatefulSet", name),
        false,
        message,
        Duration.ofSeconds(seconds),
        Duration.ZERO,
        Optional.empty());
  }

  private static WorkloadProgress ready(String name, int seconds) {
    return new WorkloadProgress(
        ref("StatefulSet", name),
        true,
        "1 of 1 pods ready",
        Duration.ofSeconds(seconds),
        Duration.ZERO,
        Optional.empty());
  }

  private static WorkloadProgress stuck(String name, int seconds) {
    return new WorkloadProgress(
        ref("StatefulSet", name),
        false,
        "0 of 1 pods ready",
        Duration.ofSeconds(seconds),
        Duration.ZERO,
        Optional.of(
            new Diagnosis(
                ref("Pod", name + "-0"),
                NO_MEMORY,
                List.of("0/1 nodes are available: 1 Insufficient memory."),
                "add a node")));
  }

  private static Change created(String name) {
    return new Change(Change.Action.CREATE, ref("StatefulSet", name), List.of(), List.of(), "");
  }

  private static void databasesThenPlausible(ConsoleListener console) {
    console.connecting("https://pi.local:6443");
    console.applied(created("postgres"));
    console.progress(List.of(waiting("postgres", 0, "0 of 1 pods ready"), stuck("clickhouse", 3)));
    console.progress(List.of(ready("postgres", 9), waiting("clickhouse", 9, "0 of 1 pods ready")));
    console.progress(List.of(ready("postgres", 9), ready("clickhouse", 75)));
    console.applied(created("plausible"));
    console.progress(List.of(waiting("plausible", 2, "0 of 1 pods available")));
  }

  @Test
  void aTerminalShowsOneLineForEachWorkloadBelowWhatWasDone() {
    databasesThenPlausible(console(LIVE));

    assertThat(TestScreen.after(text(), 100))
        .containsExactly(
            "Cluster: https://pi.local:6443",
            "  created StatefulSet plausible/postgres",
            "  created StatefulSet plausible/plausible",
            "  ✔      9s  postgres    1 of 1 pods ready",
            "  ✔   1m15s  clickhouse  1 of 1 pods ready",
            "  …      2s  plausible   0 of 1 pods available",
            "");
  }

  @Test
  void aCauseStandsInThePlaceOfWhatIsWaitedFor() {
    console(LIVE).progress(List.of(stuck("clickhouse", 62)));

    assertThat(TestScreen.after(text(), 100))
        .containsExactly("  ✖   1m02s  clickhouse  " + NO_MEMORY, "");
  }

  /** The terminal itself cuts, so that nothing has to know how wide it is just now. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 200})
  void aTerminalOfAnyWidthIsRedrawnInPlace(int width) {
    ConsoleListener console = console(LIVE);
    for (int second = 0; second < 20; second++) {
      console.progress(List.of(stuck("postgres", second), stuck("clickhouse", second)));
    }

    assertThat(TestScreen.after(text(), width))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
  }

  @Test
  void aKnownWidthIsKeptWithASignThatSomethingIsMissing() {
    console(new Terminal(true, false, true, 40)).progress(List.of(stuck("clickhouse", 5)));

    assertThat(TestScreen.after(text(), 40))
        .containsExactly("  ✖      5s  clickhouse  no node has th…", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6})
  void aWidthWithoutRoomIsSurvived(int width) {
    console(new Terminal(true, false, true, width)).progress(List.of(stuck("clickhouse", 5)));

    assertThat(TestScreen.after(text(), width)).hasSize(2);
  }

  @Test
  void coloursAreOnSignsOnlyAndOnlyWhereTheyAreWelcome() {
    console(new Terminal(true, true, true, 0)).progress(List.of(ready("a", 1), stuck("b", 1)));
    assertThat(text()).contains("\u001b[32m✔\u001b[0m").contains("\u001b[31m✖\u001b[0m");

    written.reset();
    console(LIVE).progress(List.of(ready("a", 1), stuck("b", 1)));
    assertThat(text()).doesNotContain("m✔").doesNotContain("\u001b[0m");
  }

  @Test
  void anAsciiTerminalIsWrittenToInAscii() {
    console(new Terminal(true, true, false, 30))
        .progress(List.of(ready("a", 1), stuck("b", 1), waiting("c", 1, "0 of 1 pods ready")));

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text())).isTrue();
    assertThat(TestScreen.after(text(), 80))
        .containsExactly(
            "  +      1s  a  1 of 1 pods r~",
            "  !      1s  b  no node has t~",
            "  .      1s  c  0 of 1 pods r~",
            "");
  }

  @Test
  void aLineSaysForHowLongNothingHasChanged() {
    console(LIVE)
        .progress(
            List.of(
                new WorkloadProgress(
                    ref("StatefulSet", "postgres"),
                    false,
                    "pulling image postgres:16",
                    Duration.ofSeconds(80),
                    Duration.ofSeconds(62),
                    Optional.empty())));

    assertThat(TestScreen.after(text(), 100))
        .containsExactly("  …   1m20s  postgres  pulling image postgres:16  (for 1m02s)", "");
  }

  @Test
  void whatIsCreatedIsListedOnceWhenItIsThere() {
    ConsoleListener console = console(PIPE);
    Change kept =
        new Change(Change.Action.KEEP, ref("StatefulSet", "old"), List.of(), List.of(), "has data");

    console.planned(new StackPlan(List.of(created("postgres"), kept)));
    console.applied(created("postgres"));

    assertThat(text().lines())
        .containsExactly(
            "= keep     StatefulSet plausible/old  (has data)",
            "Plan: 1 to create, 1 to keep.",
            "  created StatefulSet plausible/postgres");
  }

  @Test
  void aPodThatIsStartedAgainIsSaidToBeWithTheReason() {
    console(PIPE)
        .applied(
            new Change(
                Change.Action.REPLACE, ref("Pod", "pg-0"), List.of(), List.of(), "it failed"));

    assertThat(text().strip()).isEqualTo("replaced Pod plausible/pg-0  (it failed)");
  }

  @Test
  void aLongRemedyIsWrappedBetweenWords() {
    String remedy = "do this and that ".repeat(20).strip();
    console(new Terminal(true, false, true, 60))
        .failed(
            new ProvisioningException(
                List.of(new Diagnosis(ref("Pod", "x"), "broken", List.of("said so"), remedy))));

    List<String> lines = text().lines().toList();
    assertThat(lines).contains("Pod plausible/x: broken", "    | said so");
    assertThat(lines.subList(3, lines.size()))
        .hasSizeGreaterThan(3)
        .allSatisfy(line -> assertThat(line).startsWith("    ").hasSizeLessThanOrEqualTo(60));
    assertThat(String.join(" ", lines).replaceAll(" +", " ")).contains("remedy: " + remedy);
  }

  @Test
  void aPipeGetsPlainLinesWhenThereIsNews() {
    ConsoleListener console = console(PIPE);
    databasesThenPlausible(console);
    console.progress(List.of(waiting("plausible", 3, "0 of 1 pods available")));
    console.progress(List.of(waiting("plausible", 4, "0 of 1 pods available")));

    assertThat(text().lines())
        .containsExactly(
            "Cluster: https://pi.local:6443",
            "  created StatefulSet plausible/postgres",
            "  …      0s  postgres  0 of 1 pods ready",
            "  ✖      3s  clickhouse  " + NO_MEMORY,
            "  ✔      9s  postgres  1 of 1 pods ready",
            "  …      9s  clickhouse  0 of 1 pods ready",
            "  ✔   1m15s  clickhouse  1 of 1 pods ready",
            "  created StatefulSet plausible/plausible",
            "  …      2s  plausible  0 of 1 pods available");
  }

  @Test
  void aPipeHearsEachMinuteThatSomethingIsStillWaitedFor() {
    ConsoleListener console = console(PIPE);
    for (int second = 0; second <= 150; second++) {
      console.progress(List.of(waiting("postgres", second, "0 of 1 pods ready")));
    }

    assertThat(text().lines())
        .containsExactly(
            "  …      0s  postgres  0 of 1 pods ready",
            "  …   1m00s  postgres  0 of 1 pods ready",
            "  …   2m00s  postgres  0 of 1 pods ready");
  }

  @Test
  void warningsStayAndErrorsAreSaidOnceAtTheEnd() {
    PreflightFinding error =
        PreflightFinding.error("StorageClass fast", "does not exist", "name one");
    ConsoleListener console = console(LIVE);

    console.preflight(
        new Preflight(
            List.of(error, PreflightFinding.warning("node pi", "1,024 open files", "raise it"))));
    console.failed(
        new ProvisioningException(
            List.of(
                new Diagnosis(
                    ref("Namespace", "plausible"),
                    "StorageClass fast: does not exist",
                    List.of(),
                    "name one"))));

    assertThat(text()).containsOnlyOnce("StorageClass fast").contains("node pi: 1,024 open files");
  }

  @Test
  void aWarningOfTheServerStandsAboveTheWorkloads() {
    ConsoleListener console = console(LIVE);
    console.progress(List.of(waiting("postgres", 1, "0 of 1 pods ready")));

    console.warned(ref("StatefulSet", "clickhouse"), "would violate PodSecurity");

    assertThat(TestScreen.after(text(), 100))
        .containsExactly(
            "  warning about StatefulSet plausible/clickhouse: would violate PodSecurity",
            "  …      1s  postgres  0 of 1 pods ready",
            "");
  }

  @Test
  void theEndSaysHowLongItTookWhetherAnythingWasChangedAndHowToGetIn() {
    StackPlan changed = new StackPlan(List.of(created("postgres")));
    StackAccess access = new StackAccess("https://stats.example.org", List.of("look here"));
    console(PIPE).finished(new ApplyResult(changed, List.of(), access, Duration.ofSeconds(130)));
    console(PIPE)
        .finished(
            new ApplyResult(new StackPlan(List.of()), List.of(), access, Duration.ofSeconds(1)));

    assertThat(text().lines())
        .containsExactly(
            "Ready after 2m10s.",
            "Plausible: https://stats.example.org",
            "  look here",
            "Ready, looked at in 1s.",
            "Plausible: https://stats.example.org",
            "  look here");
  }
}
