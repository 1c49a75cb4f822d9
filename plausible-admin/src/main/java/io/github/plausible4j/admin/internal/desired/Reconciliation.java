package io.github.plausible4j.admin.internal.desired;

import io.github.plausible4j.admin.desired.DesiredApiKey;
import io.github.plausible4j.admin.desired.DesiredSite;
import io.github.plausible4j.admin.desired.DesiredState;
import io.github.plausible4j.admin.desired.DesiredTeam;
import io.github.plausible4j.admin.desired.DesiredUser;
import io.github.plausible4j.admin.desired.StateChange;
import io.github.plausible4j.admin.desired.StateChange.Kind;
import io.github.plausible4j.admin.desired.StatePlan;
import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.rules.ZoneName;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Timestamps;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.sql.UserFunctions;
import io.github.plausible4j.admin.internal.store.ApiKeyRows;
import io.github.plausible4j.admin.internal.store.CustomProperties;
import io.github.plausible4j.admin.internal.store.GoalRows;
import io.github.plausible4j.admin.internal.store.MemberRows;
import io.github.plausible4j.admin.internal.store.PluginTokenRows;
import io.github.plausible4j.admin.internal.store.SharedLinkRows;
import io.github.plausible4j.admin.internal.store.SiteCreator;
import io.github.plausible4j.admin.internal.store.SiteMove;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.internal.store.TeamRows;
import io.github.plausible4j.admin.internal.store.UserCreator;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.GoalInfo;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.admin.model.SiteInfo;
import io.github.plausible4j.admin.model.TeamMember;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.model.UnsupportedSchemaException;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings a server to a desired state within one transaction, with the statements of the single
 * operations. A plan is an apply that is rolled back. For internal use only.
 */
public final class Reconciliation {
  private final Transaction tx;
  private final Schema schema;
  private final DesiredState state;
  private final @Nullable SecretValue secretKeyBase;
  private final List<StateChange> lines = new ArrayList<>();
  private final Map<String, SecretValue> secrets = new TreeMap<>();

  private Reconciliation(
      Transaction tx, Schema schema, DesiredState state, @Nullable SecretValue secretKeyBase) {
    this.tx = tx;
    this.schema = schema;
    this.state = state;
    this.secretKeyBase = secretKeyBase;
  }

  /**
   * Applies the state. If the returned plan has refusals, the caller must roll the transaction
   * back.
   */
  public static StatePlan run(
      Transaction tx, Schema schema, DesiredState state, @Nullable SecretValue secretKeyBase)
      throws SQLException {
    Reconciliation run = new Reconciliation(tx, schema, state, secretKeyBase);
    for (DesiredUser user : state.users()) {
      run.attempt("user " + user.email(), () -> run.user(user));
    }
    for (DesiredTeam team : state.teams()) {
      run.attempt("team " + team.name(), () -> run.team(team));
    }
    for (DesiredSite site : state.sites()) {
      run.attempt("site " + site.domain(), () -> run.site(site));
    }
    for (DesiredApiKey key : state.apiKeys()) {
      run.attempt("API key " + key.name() + " of " + key.email(), () -> run.apiKey(key));
    }
    return new StatePlan(run.lines, run.secrets);
  }

  private interface Part {
    void run() throws SQLException;
  }

  private void attempt(String subject, Part part) throws SQLException {
    try {
      part.run();
    } catch (RefusedException
        | UnsupportedSchemaException
        | IllegalArgumentException
        | IllegalStateException e) {
      lines.add(new StateChange(Kind.REFUSED, subject, String.valueOf(e.getMessage())));
    }
  }

  private void line(String subject, boolean created, List<String> changes) {
    Kind kind = changes.isEmpty() ? Kind.UNCHANGED : created ? Kind.CREATE : Kind.UPDATE;
    lines.add(new StateChange(kind, subject, String.join(", ", changes)));
  }

  private void user(DesiredUser user) throws SQLException {
    String subject = "user " + user.email();
    boolean created = UserRows.find(tx, schema, user.email()).isEmpty();
    List<String> changes = new ArrayList<>();
    if (created) {
      SecretValue password =
          user.password().orElseGet(() -> SecretValue.of(RandomTexts.password()));
      NewUser.Builder wanted = NewUser.builder(user.email(), password.reveal().toCharArray());
      user.name().ifPresent(wanted::name);
      try (NewUser newUser = wanted.build()) {
        changes.addAll(UserCreator.create(tx, schema, newUser).changes());
      }
      if (user.password().isEmpty()) {
        secrets.put("password of " + user.email(), password);
      }
    } else {
      User stored = UserRows.lockExisting(tx, schema, user.email());
      if (!stored.emailVerified()) {
        UserFunctions.call(tx, DatabaseFunction.VERIFY_EMAIL, user.email());
        changes.add("email address verified");
      }
      if (user.name().filter(name -> !name.equals(stored.name())).isPresent()) {
        tx.update(
            "UPDATE users SET name = ?, updated_at = " + Timestamps.NOW + " WHERE id = ?",
            user.name().get(),
            stored.id());
        changes.add("renamed to " + user.name().get());
      }
    }
    line(subject, created, changes);
  }

  private void team(DesiredTeam team) throws SQLException {
    TeamRows.require(schema, "A team");
    String subject = "team " + team.name();
    User owner = UserRows.lockExisting(tx, schema, team.owner());
    Optional<Long> existing = TeamRows.find(tx, team.name(), owner.id());
    long id = existing.isPresent() ? existing.get() : TeamRows.create(tx, team.name(), owner.id());
    List<String> changes = new ArrayList<>();
    if (existing.isEmpty()) {
      changes.add("team created");
    }
    Map<String, TeamRole> before = new HashMap<>();
    for (TeamMember member : MemberRows.list(tx, id)) {
      before.put(member.email().toLowerCase(Locale.ROOT), member.role());
    }
    for (Map.Entry<String, TeamRole> member : team.sortedMembers().entrySet()) {
      boolean isMember = before.containsKey(member.getKey().toLowerCase(Locale.ROOT));
      User user = UserRows.lockExisting(tx, schema, member.getKey());
      changes.addAll(MemberRows.set(tx, id, user, member.getValue(), !isMember).changes());
    }
    line(subject, existing.isEmpty(), changes);
    if (state.prunes()) {
      pruneMembers(id, team, before.keySet());
    }
  }

  private void pruneMembers(long id, DesiredTeam team, Set<String> before) throws SQLException {
    Set<String> wanted = new HashSet<>();
    wanted.add(team.owner().toLowerCase(Locale.ROOT));
    team.members().keySet().forEach(email -> wanted.add(email.toLowerCase(Locale.ROOT)));
    for (String email : before.stream().filter(each -> !wanted.contains(each)).sorted().toList()) {
      MemberRows.remove(tx, id, UserRows.lockExisting(tx, schema, email));
      lines.add(new StateChange(Kind.DELETE, "member " + email + " of team " + team.name(), ""));
    }
  }

  private void site(DesiredSite site) throws SQLException {
    String domain = DomainName.normalise(site.domain());
    String zone = ZoneName.of(site.timezone());
    Optional<SiteInfo> existing = SiteRows.lock(tx, schema, domain);
    List<String> changes = new ArrayList<>();
    if (existing.isEmpty()) {
      changes.addAll(SiteCreator.create(tx, schema, domain, zone, site.owner()).changes());
    }
    if (site.team().isPresent()) {
      changes.addAll(SiteMove.toTeam(tx, schema, domain, teamOf(site)).changes());
    } else if (existing.isPresent()) {
      changes.addAll(SiteMove.toOwner(tx, schema, domain, site.owner()).changes());
    }
    SiteInfo stored = SiteRows.lockExisting(tx, schema, domain);
    if (!stored.timezone().equals(zone)) {
      set(stored, "timezone", zone);
      changes.add("timezone set to " + zone);
    }
    if (stored.isPublic() != site.isPublic()) {
      set(stored, "public", site.isPublic());
      changes.add(site.isPublic() ? "statistics made public" : "statistics made private");
    }
    if (site.properties().isPresent()) {
      changes.addAll(
          CustomProperties.allow(tx, schema, domain, site.properties().get().toArray(String[]::new))
              .changes());
    }
    line("site " + domain, existing.isEmpty(), changes);
    belongings(site, stored);
  }

  private UUID teamOf(DesiredSite site) throws SQLException {
    TeamRows.require(schema, "A site of a team");
    String name = site.team().orElseThrow();
    User owner = UserRows.lockExisting(tx, schema, site.owner());
    long team =
        TeamRows.find(tx, name, owner.id())
            .orElseThrow(
                () ->
                    new RefusedException(
                        owner.email() + " owns no team \"" + name + "\"; add it to the teams"));
    return TeamRows.get(tx, schema, team).identifier();
  }

  private void set(SiteInfo site, String column, Object value) throws SQLException {
    tx.update(
        "UPDATE sites SET " + column + " = ?, updated_at = " + Timestamps.NOW + " WHERE id = ?",
        value,
        site.id());
  }

  private void belongings(DesiredSite site, SiteInfo stored) throws SQLException {
    List<GoalInfo> before = GoalRows.list(tx, schema, stored);
    for (GoalDefinition goal : site.goals()) {
      attempt(
          "goal " + goal.target() + " of " + stored.domain(),
          () ->
              line(
                  "goal " + goal.target() + " of " + stored.domain(),
                  true,
                  GoalRows.add(tx, schema, stored, goal) ? List.of("goal added") : List.of()));
    }
    List<SharedLinkInfo> links = SharedLinkRows.list(tx, stored.id());
    for (String name : site.sharedLinks()) {
      TextRules.check("name", name, TextRules.LONGEST);
      line(
          "shared link " + name + " of " + stored.domain(),
          true,
          SharedLinkRows.create(tx, stored.id(), name, null).changes());
    }
    for (String description : site.pluginTokens()) {
      attempt(
          "plugin token " + description + " of " + stored.domain(),
          () -> pluginToken(stored, description));
    }
    if (state.prunes()) {
      prune(site, stored, before, links);
    }
  }

  private void prune(
      DesiredSite site, SiteInfo stored, List<GoalInfo> goals, List<SharedLinkInfo> links)
      throws SQLException {
    for (GoalInfo goal : goals) {
      if (site.goals().stream().noneMatch(wanted -> GoalRows.countsTheSame(wanted, goal))) {
        GoalRows.delete(tx, schema, stored, goal.id());
        lines.add(
            new StateChange(
                Kind.DELETE, "goal " + goal.displayName() + " of " + stored.domain(), ""));
      }
    }
    for (SharedLinkInfo link : links) {
      if (!site.sharedLinks().contains(link.name())) {
        SharedLinkRows.delete(tx, stored.id(), link.id());
        lines.add(
            new StateChange(
                Kind.DELETE, "shared link " + link.name() + " of " + stored.domain(), ""));
      }
    }
  }

  private void pluginToken(SiteInfo site, String description) throws SQLException {
    PluginTokenRows.require(schema, "A plugin token");
    TextRules.check("description", description, TextRules.LONGEST);
    String subject = "plugin token " + description + " of " + site.domain();
    if (PluginTokenRows.find(tx, site.id(), description).isPresent()) {
      line(subject, false, List.of());
      return;
    }
    secrets.put(subject, PluginTokenRows.mint(tx, site.id(), description).token());
    line(subject, true, List.of("plugin token created"));
  }

  private void apiKey(DesiredApiKey wanted) throws SQLException {
    String subject = "API key " + wanted.name() + " of " + wanted.email();
    TextRules.check("name", wanted.name(), TextRules.LONGEST);
    User user = UserRows.lockExisting(tx, schema, wanted.email());
    if (ApiKeyRows.list(tx, schema, user.email()).stream()
        .anyMatch(key -> key.name().equals(wanted.name()))) {
      line(subject, false, List.of());
      return;
    }
    if (secretKeyBase == null) {
      throw new IllegalStateException(
          "The server's SECRET_KEY_BASE is needed for API keys; call withSecretKeyBase first");
    }
    String key = RandomTexts.apiKey();
    ApiKeyRows.insert(
        tx,
        schema,
        user,
        wanted.name(),
        List.of(ApiKeyScope.STATS_READ),
        ApiKeyHash.of(secretKeyBase.reveal(), key),
        key);
    secrets.put(subject, SecretValue.of(key));
    line(subject, true, List.of("API key created"));
  }
}
