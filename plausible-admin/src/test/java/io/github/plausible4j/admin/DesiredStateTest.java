package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.desired.DesiredApiKey;
import io.github.plausible4j.admin.desired.DesiredSite;
import io.github.plausible4j.admin.desired.DesiredState;
import io.github.plausible4j.admin.desired.DesiredTeam;
import io.github.plausible4j.admin.desired.DesiredUser;
import io.github.plausible4j.admin.desired.StatePlan;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredStateTest {
  private static final List<String> EMAILS = List.of("a@example.org", "b@example.org", "c@x.org");
  private static final List<String> WORDS = List.of("Signup", "/join*", "Buy", "/posts/*");

  private static final List<TeamRole> ROLES =
      List.of(TeamRole.OWNER, TeamRole.ADMIN, TeamRole.VIEWER);

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin = admin(database);

  @TempDir Path directory;

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyTwoStatesLeadToEachOtherAndASecondApplyChangesNothing(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      DesiredState state = anyState(random);
      StatePlan plan = admin.desired(state).plan();
      StatePlan applied = admin.desired(state).apply();

      assertThat(applied.lines()).isEqualTo(plan.lines());
      assertThat(applied.secrets().keySet()).isEqualTo(plan.secrets().keySet());
      String content = database.content();
      StatePlan again = admin.desired(state).apply();
      assertThat(again.changes()).isEmpty();
      assertThat(again.outcome()).isEqualTo(ChangeOutcome.UNCHANGED);
      assertThat(again.secrets()).isEmpty();
      assertThat(database.content()).isEqualTo(content);
    }
  }

  @Test
  void aPlanHasASignForEachLineAndChangesNothing() {
    String before = database.content();
    DesiredState state =
        DesiredState.builder()
            .user(DesiredUser.of("me@example.org"))
            .site(
                DesiredSite.builder("blog.example.com", "me@example.org")
                    .isPublic(true)
                    .goal(GoalDefinition.event("Signup"))
                    .build())
            .site(DesiredSite.builder("shop.example.com", "nobody@example.org").build())
            .prune(true)
            .build();

    StatePlan plan = admin.desired(state).plan();

    assertThat(plan.toString().lines())
        .containsExactly(
            "~ user me@example.org: email address verified",
            "~ site blog.example.com: statistics made public",
            "+ goal Signup of blog.example.com: goal added",
            "- goal Old of blog.example.com",
            "- shared link old link of blog.example.com",
            "! site shop.example.com: There is no user \"nobody@example.org\"; create the user"
                + " first, or see list()");
    assertThatThrownBy(() -> admin.desired(state).apply())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("! site shop.example.com");
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void whatTheStateDoesNotNameStays() {
    admin
        .desired(
            DesiredState.builder()
                .site(DesiredSite.builder("blog.example.com", "me@example.org").build())
                .build())
        .apply();

    assertThat(database.holds("EXISTS (SELECT 1 FROM goals WHERE event_name = 'Old')")).isTrue();
    assertThat(database.holds("EXISTS (SELECT 1 FROM shared_links)")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void aFileSetsUpABlogOnEveryGeneration(SchemaGeneration generation) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("plausible.yaml"),
            """
            users:
              - email: new@example.org
                name: New
            sites:
              - domain: https://new.example.com/
                owner: new@example.org
                timezone: Europe/Berlin
                goals: [Signup, /join*]
                sharedLinks: [press]
            apiKeys:
              - {user: new@example.org, name: build}
            """);
    try (TestDatabase world = SampleData.in(PostgresMajor.V18, generation)) {
      Desired desired = admin(world).desired(DesiredState.fromYaml(file));
      StatePlan applied = desired.apply();

      assertThat(applied.secrets())
          .containsOnlyKeys("password of new@example.org", "API key build of new@example.org");
      assertThat(applied.toString()).doesNotContain(secretsOf(applied));
      assertThat(desired.apply().changes()).isEmpty();
      assertThat(admin(world).sites().find("new.example.com").orElseThrow().timezone())
          .isEqualTo("Europe/Berlin");
    }
  }

  @Test
  void aFileWithMistakesNamesThemAllWithTheirPlaces() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            """
            users:
              - email: nobody
              - {email: a@example.org, rôle: owner}
            sites:
              - domain: a.example.com
                owner: a@example.org
                timezone: Mars/Olympus
                public: perhaps
            """);

    assertThatThrownBy(() -> DesiredState.fromYaml(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("users[0]: email \"nobody\" is not an email address")
        .hasMessageContaining("users[1] has an unknown key rôle")
        .hasMessageContaining("sites[0].timezone: ")
        .hasMessageContaining("sites[0].public is \"perhaps\"; use true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "users", "- users", "# nothing yet", "42"})
  void aFileWithoutKeysIsRefusedWithTheRemedy(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("empty.yaml"), content);

    assertThatThrownBy(() -> DesiredState.fromYaml(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.yaml has no keys; start with users:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users:\n  - password: \"hunter2\n",
        "users: [hunter2\n",
        "users:\n\t- hunter2\n",
        "users: {a: hunter2, b\n"
      })
  void aFileThatIsNotYamlIsRefusedWithoutItsContent(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("broken.yaml"), content);

    assertThatThrownBy(() -> DesiredState.fromYaml(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.yaml is not YAML")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  private static String[] secretsOf(StatePlan plan) {
    return plan.secrets().values().stream().map(SecretValue::reveal).toArray(String[]::new);
  }

  private static PlausibleAdmin admin(TestDatabase database) {
    return PlausibleAdmin.connect(database.dataSource())
        .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));
  }

  private static DesiredState anyState(Random random) {
    DesiredState.Builder state = DesiredState.builder().prune(random.nextBoolean());
    EMAILS.forEach(email -> state.user(DesiredUser.of(email)));
    boolean teams = random.nextBoolean();
    if (teams) {
      Map<String, TeamRole> members = new TreeMap<>();
      for (String email : EMAILS.subList(1, 3)) {
        if (random.nextBoolean()) {
          members.put(email, ROLES.get(random.nextInt(ROLES.size())));
        }
      }
      state.team(new DesiredTeam("Blogs", EMAILS.get(0), members));
    }
    for (String domain : List.of("a.example.com", "b.example.com")) {
      boolean inTeam = teams && random.nextBoolean();
      DesiredSite.Builder site =
          DesiredSite.builder(domain, EMAILS.get(inTeam ? 0 : random.nextInt(3)))
              .isPublic(random.nextBoolean())
              .timezone(ZoneId.of(random.nextBoolean() ? "Asia/Tokyo" : "UTC"));
      if (inTeam) {
        site.team("Blogs");
      }
      for (String word : WORDS) {
        if (random.nextBoolean()) {
          site.goal(word.startsWith("/") ? GoalDefinition.page(word) : GoalDefinition.event(word));
        }
        if (random.nextInt(3) == 0) {
          site.sharedLink(word);
        }
      }
      if (random.nextBoolean()) {
        site.properties(random.nextBoolean() ? List.of() : List.of("author"));
      }
      if (random.nextBoolean()) {
        site.pluginToken("wordpress");
      }
      state.site(site.build());
    }
    if (random.nextBoolean()) {
      state.apiKey(new DesiredApiKey(EMAILS.get(0), "build"));
    }
    return state.build();
  }
}
