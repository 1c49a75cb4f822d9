package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.GoalInfo;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoalsTest {
  private static final String BLOG = "blog.example.com";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final Goals goals = PlausibleAdmin.connect(database.dataSource()).goals();

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  @Test
  void aGoalIsReadWithAllThatItCounts() {
    database.run("UPDATE goals SET currency = 'EUR'");
    goals.add(
        BLOG,
        GoalDefinition.page("/posts/*").withScrollThreshold(75).withDisplayName("Read to the end"));
    goals.add(BLOG, GoalDefinition.event("Signup").withProperty("plan", "pro"));

    assertThat(goals.list(BLOG))
        .containsExactly(
            new GoalInfo(1, "Old", "Old", false, OptionalInt.empty(), Map.of(), Optional.of("EUR")),
            new GoalInfo(
                2,
                "Read to the end",
                "/posts/*",
                true,
                OptionalInt.of(75),
                Map.of(),
                Optional.empty()),
            new GoalInfo(
                3,
                "Signup",
                "Signup",
                false,
                OptionalInt.empty(),
                Map.of("plan", "pro"),
                Optional.empty()));
  }

  @Test
  void whatCountsTheSameIsThereAlreadyByWhateverName() {
    goals.add(BLOG, GoalDefinition.event("Signup").withDisplayName("New reader"));

    assertThat(goals.addEvent(BLOG, "Signup").outcome()).isEqualTo(ChangeOutcome.UNCHANGED);
    assertThat(goals.list(BLOG))
        .extracting(GoalInfo::displayName)
        .containsExactly("Old", "New reader");
  }

  @Test
  void oneEventMayBeCountedByItsProperties() {
    goals.addEvent(BLOG, "Signup");

    assertThatThrownBy(
            () -> goals.add(BLOG, GoalDefinition.event("Signup").withProperty("plan", "pro")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("already shows another goal as \"Signup\" (id 2)");
    assertThat(
            goals
                .add(
                    BLOG,
                    GoalDefinition.event("Signup")
                        .withProperty("plan", "pro")
                        .withDisplayName("Signup, pro"))
                .outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
  }

  @Test
  void aNameThatAnotherGoalIsShownByIsRefusedAndNotTakenForDone() {
    database.run("UPDATE goals SET display_name = 'Visit /join'");

    assertThatThrownBy(() -> goals.addPage(BLOG, "/join"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("use another display name");
    assertThat(goals.list(BLOG)).hasSize(1);
  }

  @Test
  void anOlderReleaseCountsNeitherScrollingNorProperties() {
    try (TestDatabase older = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_2)) {
      Goals there = PlausibleAdmin.connect(older.dataSource()).goals();

      assertThatThrownBy(() -> there.add(BLOG, GoalDefinition.page("/").withScrollThreshold(50)))
          .isInstanceOf(UnsupportedSchemaException.class)
          .hasMessageContaining("scroll goals came with release 3.0.0");
      assertThatThrownBy(
              () -> there.add(BLOG, GoalDefinition.event("Signup").withProperty("a", "b")))
          .isInstanceOf(UnsupportedSchemaException.class)
          .hasMessageContaining("goals of this release ignore properties");
      assertThat(there.list(BLOG))
          .extracting(GoalInfo::scrollThreshold)
          .containsOnly(OptionalInt.empty());
    }
  }

  @Test
  void allProblemsOfAGoalAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                new GoalDefinition(
                    "engagement",
                    false,
                    " ",
                    OptionalInt.of(101),
                    Map.of("a", "1", "b", "2", "c", "3", "d", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"engagement\" is reserved for counting scrolling")
        .hasMessageContaining("display name is empty")
        .hasMessageContaining("scroll threshold 101 is not valid")
        .hasMessageContaining("4 properties are too many; use at most 3")
        .hasMessageContaining("value of property d is empty");
    assertThatThrownBy(() -> GoalDefinition.event("e".repeat(121)))
        .hasMessageContaining("event name has 121 characters");
    assertThatThrownBy(() -> GoalDefinition.page("join"))
        .hasMessageContaining("does not start with a slash");
  }

  @Test
  void goalsOfNowhereAreRefusedToAddAndEmptyToList() {
    assertThat(goals.list("nowhere.example")).isEmpty();
    assertThatThrownBy(() -> goals.addEvent("nowhere.example", "Signup"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("There is no site \"nowhere.example\"");
  }
}
