package io.github.plausible4j.admin;

import static io.github.plausible4j.admin.model.ChangeOutcome.CHANGED;
import static io.github.plausible4j.admin.model.ChangeOutcome.NOT_FOUND;
import static io.github.plausible4j.admin.model.ChangeOutcome.UNCHANGED;
import static io.github.plausible4j.admin.model.SchemaGeneration.RELEASE_2;
import static io.github.plausible4j.admin.model.SchemaGeneration.RELEASE_2021;

import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.Report;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Every operation that writes, with what it does to the world of the tests. */
final class OperationRows {
  private static final String ME = "me@example.org";
  private static final String BLOG = "blog.example.com";
  private static final UUID FIRST = new UUID(0, 1);

  private static final String MEMBER =
      "INSERT INTO team_memberships (team_id, user_id, role, inserted_at, updated_at) VALUES"
          + " (1, 2, 'viewer', now(), now())";

  private OperationRows() {}

  static char[] goodPassword() {
    return "violet-anchor-tundra-47".toCharArray();
  }

  static List<OperationRow> all() {
    return List.of(
        OperationRow.of(
            "users.create",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM users WHERE email = 'new@example.org' AND email_verified"
                + " AND password_hash LIKE '$2b$12$%' AND updated_at > '2026-06-01')",
            admin -> admin.users().create(NewUser.of("new@example.org", goodPassword()))),
        OperationRow.of(
            "users.verifyEmail",
            UNCHANGED,
            generation ->
                "(SELECT email_verified FROM users WHERE id = 1) AND NOT EXISTS (SELECT 1 FROM "
                    + codes(generation)
                    + " WHERE user_id = 1)",
            admin -> admin.users().verifyEmail("ME@example.org")),
        OperationRow.of(
            "users.verifyAllEmails",
            UNCHANGED,
            generation ->
                "(SELECT bool_and(email_verified) FROM users) AND NOT EXISTS (SELECT 1 FROM "
                    + codes(generation)
                    + " WHERE user_id = 1)",
            admin -> admin.users().verifyAllEmails()),
        OperationRow.of(
            "users.resetPassword",
            UNCHANGED,
            "(SELECT password_hash LIKE '$2b$12$%' AND length(password_hash) = 60 FROM users"
                + " WHERE email = 'you@example.org')",
            admin -> admin.users().resetPassword("you@example.org", goodPassword())),
        OperationRow.of(
            "users.disableTwoFactor",
            UNCHANGED,
            "(SELECT NOT totp_enabled AND totp_secret IS NULL AND totp_token IS NULL FROM users"
                + " WHERE id = 1) AND NOT EXISTS (SELECT 1 FROM totp_recovery_codes)",
            admin -> admin.users().disableTwoFactor(ME),
            RELEASE_2021),
        OperationRow.of(
            "users.delete",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM users WHERE email = 'you@example.org')"
                + " AND EXISTS (SELECT 1 FROM sites)",
            admin -> admin.users().delete("you@example.org")),
        OperationRow.of(
                "users.deleteLastUser",
                NOT_FOUND,
                "NOT EXISTS (SELECT 1 FROM users) AND NOT EXISTS (SELECT 1 FROM sites)",
                admin -> admin.users().deleteLastUser(ME))
            .after("DELETE FROM users WHERE email = 'you@example.org'"),
        OperationRow.of(
            "users.deleteWithTeamsAndSites",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM users WHERE id = 1) AND NOT EXISTS (SELECT 1 FROM sites)"
                + " AND NOT EXISTS (SELECT 1 FROM goals) AND NOT EXISTS (SELECT 1 FROM api_keys)",
            admin -> admin.users().deleteWithTeamsAndSites(ME)),
        OperationRow.of(
            "sites.create",
            UNCHANGED,
            generation ->
                "EXISTS (SELECT 1 FROM sites s WHERE domain = 'shop.example.com'"
                    + " AND timezone = 'Europe/Berlin'"
                    + " AND updated_at > now() AT TIME ZONE 'utc' - interval '5 minutes' AND "
                    + (generation == SchemaGeneration.RELEASE_3
                        ? "team_id = 1)"
                        : "EXISTS (SELECT 1 FROM site_memberships m WHERE m.site_id = s.id"
                            + " AND m.user_id = 1 AND m.role = 'owner'))"),
            admin ->
                admin
                    .sites()
                    .create("https://www.Shop.example.com/", ZoneId.of("Europe/Berlin"), ME)),
        OperationRow.of(
            "sites.changeDomain",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM sites WHERE domain = 'diary.example.com'"
                + " AND domain_changed_from = 'blog.example.com'"
                + " AND domain_changed_at > now() AT TIME ZONE 'utc' - interval '5 minutes')",
            admin -> admin.sites().changeDomain(BLOG, "diary.example.com"),
            RELEASE_2021),
        OperationRow.of(
            "sites.changeTimezone",
            UNCHANGED,
            "(SELECT timezone = 'Asia/Tokyo' FROM sites)",
            admin -> admin.sites().changeTimezone(BLOG, ZoneId.of("Asia/Tokyo"))),
        OperationRow.of(
            "sites.changeVisibility",
            UNCHANGED,
            "(SELECT public FROM sites)",
            admin -> admin.sites().changeVisibility(BLOG, true)),
        OperationRow.of(
            "sites.limitIngestion",
            UNCHANGED,
            "(SELECT ingest_rate_limit_threshold = 500 AND ingest_rate_limit_scale_seconds = 3600"
                + " FROM sites)",
            admin -> admin.sites().limitIngestion(BLOG, 500, Duration.ofHours(1)),
            RELEASE_2021),
        OperationRow.of(
            "sites.unlimitIngestion",
            UNCHANGED,
            "(SELECT ingest_rate_limit_threshold IS NULL FROM sites)",
            admin -> admin.sites().unlimitIngestion(BLOG),
            RELEASE_2021),
        OperationRow.of(
            "sites.allowProperties",
            UNCHANGED,
            "(SELECT allowed_event_props = '{author,plan}' FROM sites)",
            admin -> admin.sites().allowProperties(BLOG, List.of("author", "plan")),
            RELEASE_2021),
        OperationRow.of(
            "sites.delete",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM sites) AND NOT EXISTS (SELECT 1 FROM goals)"
                + " AND EXISTS (SELECT 1 FROM users)",
            admin -> admin.sites().delete(BLOG)),
        OperationRow.of(
            "goals.addEvent",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM goals WHERE event_name = 'Signup')",
            admin -> admin.goals().addEvent(BLOG, "Signup")),
        OperationRow.of(
            "goals.addPage",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM goals WHERE page_path = '/join*')",
            admin -> admin.goals().addPage(BLOG, "/join*")),
        OperationRow.of(
            "goals.add a page by its scrolling",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM goals WHERE page_path = '/posts/*' AND scroll_threshold = 75"
                + " AND display_name = 'Read' AND custom_props = '{}')",
            admin ->
                admin
                    .goals()
                    .add(
                        BLOG,
                        GoalDefinition.page("/posts/*")
                            .withScrollThreshold(75)
                            .withDisplayName("Read")),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "goals.add an event by its property",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM goals WHERE event_name = 'Signup' AND display_name = 'Signup'"
                + " AND scroll_threshold = -1 AND custom_props = '{\"plan\": \"pro\"}')",
            admin ->
                admin.goals().add(BLOG, GoalDefinition.event("Signup").withProperty("plan", "pro")),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "goals.delete",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM goals)",
            admin -> admin.goals().delete(BLOG, 1)),
        OperationRow.of(
            "sharedLinks.create",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM shared_links WHERE name = 'press' AND length(slug) = 21"
                + " AND password_hash IS NULL)",
            admin -> admin.sharedLinks().create(BLOG, "press")),
        OperationRow.of(
            "sharedLinks.create with a password",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM shared_links WHERE name = 'board' AND length(slug) = 21"
                + " AND password_hash LIKE '$2b$12$%')",
            admin -> admin.sharedLinks().create(BLOG, "board", goodPassword())),
        OperationRow.of(
            "sharedLinks.delete",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM shared_links)",
            admin -> admin.sharedLinks().delete(BLOG, 1)),
        OperationRow.of(
            "apiKeys.mint",
            CHANGED,
            generation ->
                "EXISTS (SELECT 1 FROM api_keys WHERE name = 'build' AND length(key_hash) = 64"
                    + " AND scopes = '{stats:read:*}'"
                    + (generation == SchemaGeneration.RELEASE_3
                        ? " AND team_id = 1)"
                        : " AND hourly_request_limit = 1000000)"),
            admin -> admin.apiKeys().mint(ME, "build", ApiKeyScope.STATS_READ)),
        OperationRow.of(
            "apiKeys.register",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM api_keys WHERE key_prefix = 'Ab3-_x' AND key_hash ="
                + " '737227bf03ce57e2ae9d251c63397537f51f6b2c108af486ee39ac2a92e9af2f')",
            admin -> admin.apiKeys().register(ME, "vault", SecretValue.of("Ab3-_xYz".repeat(8)))),
        OperationRow.of(
            "apiKeys.revoke",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM api_keys)",
            admin -> admin.apiKeys().revoke(1)),
        OperationRow.of(
            "pluginTokens.mint",
            CHANGED,
            "EXISTS (SELECT 1 FROM plugins_api_tokens WHERE description = 'wordpress'"
                + " AND length(token_hash) = 32 AND length(hint) = 4)",
            admin -> admin.pluginTokens().mint(BLOG, "wordpress"),
            RELEASE_2021),
        OperationRow.of(
            "pluginTokens.revoke",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM plugins_api_tokens)",
            admin -> admin.pluginTokens().revoke(FIRST),
            RELEASE_2021),
        OperationRow.of(
            "sessions.revoke",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM user_sessions)",
            admin -> admin.sessions().revoke(1),
            RELEASE_2021),
        OperationRow.of(
            "sessions.revokeAll",
            UNCHANGED,
            "NOT EXISTS (SELECT 1 FROM user_sessions)",
            admin -> admin.sessions().revokeAll(ME),
            RELEASE_2021),
        OperationRow.of(
            "sessions.revokeEveryone",
            UNCHANGED,
            "NOT EXISTS (SELECT 1 FROM user_sessions)",
            admin -> admin.sessions().revokeEveryone(),
            RELEASE_2021),
        OperationRow.of(
            "users.changeEmail",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM users WHERE id = 1 AND email = 'moved@example.org')",
            admin -> admin.users().changeEmail(ME, " moved@example.org")),
        OperationRow.of(
            "users.rename",
            UNCHANGED,
            "(SELECT name = 'Another Name' FROM users WHERE id = 1)",
            admin -> admin.users().rename(ME, "Another Name")),
        OperationRow.of(
            "users.invite",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM team_invitations WHERE email = 'guest@example.org'"
                + " AND role = 'editor' AND team_id = 1 AND inviter_id = 1"
                + " AND length(invitation_id) = 21)",
            admin -> admin.users().invite("guest@example.org", FIRST, TeamRole.EDITOR),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "users.inviteToSite",
            UNCHANGED,
            generation ->
                generation == SchemaGeneration.RELEASE_3
                    ? "EXISTS (SELECT 1 FROM guest_invitations g JOIN team_invitations t ON t.id ="
                        + " g.team_invitation_id WHERE t.role = 'guest' AND g.role = 'editor'"
                        + " AND g.site_id = 1 AND t.email = 'guest@example.org')"
                    : "EXISTS (SELECT 1 FROM invitations WHERE role = 'admin' AND site_id = 1"
                        + " AND email = 'guest@example.org' AND inviter_id = 1)",
            admin -> admin.users().inviteToSite("guest@example.org", BLOG, GuestRole.EDITOR)),
        OperationRow.of(
                "users.withdrawInvitations",
                UNCHANGED,
                generation ->
                    generation == SchemaGeneration.RELEASE_3
                        ? "NOT EXISTS (SELECT 1 FROM team_invitations) AND NOT EXISTS (SELECT 1 FROM"
                            + " guest_invitations)"
                        : "NOT EXISTS (SELECT 1 FROM invitations)",
                admin -> admin.users().withdrawInvitations("guest@example.org"))
            .after(
                generation ->
                    generation == SchemaGeneration.RELEASE_3
                        ? "INSERT INTO team_invitations (invitation_id, email, role, inviter_id,"
                            + " team_id, inserted_at, updated_at) VALUES ('t', 'guest@example.org',"
                            + " 'guest', 1, 1, now(), now()); INSERT INTO guest_invitations"
                            + " (invitation_id, role, site_id, team_invitation_id, inserted_at,"
                            + " updated_at) SELECT 'g', 'viewer', 1, id, now(), now() FROM"
                            + " team_invitations"
                        : "INSERT INTO invitations (email, site_id, inviter_id, role, invitation_id,"
                            + " inserted_at, updated_at) VALUES ('guest@example.org', 1, 1,"
                            + " 'viewer', 'g', now(), now())"),
        OperationRow.of(
            "users.removeGoogleLogin",
            UNCHANGED,
            "NOT EXISTS (SELECT 1 FROM google_auth)",
            admin -> admin.users().removeGoogleLogin(ME)),
        OperationRow.of(
            "sites.moveTo",
            UNCHANGED,
            generation ->
                generation == SchemaGeneration.RELEASE_3
                    ? "EXISTS (SELECT 1 FROM sites s JOIN team_memberships m ON m.team_id ="
                        + " s.team_id WHERE m.user_id = 2 AND m.role = 'owner')"
                    : "EXISTS (SELECT 1 FROM site_memberships WHERE user_id = 2 AND role = 'owner')"
                        + " AND EXISTS (SELECT 1 FROM site_memberships WHERE user_id = 1"
                        + " AND role = 'admin')",
            admin -> admin.sites().moveTo(BLOG, "you@example.org")),
        OperationRow.of(
                "sites.moveTo a team",
                UNCHANGED,
                "(SELECT team_id = 1 FROM sites)",
                admin -> admin.sites().moveTo(BLOG, FIRST),
                RELEASE_2021,
                RELEASE_2)
            .after("UPDATE sites SET team_id = NULL", SchemaGeneration.RELEASE_3),
        OperationRow.of(
                "sites.adopt",
                UNCHANGED,
                "(SELECT team_id = 1 FROM sites)",
                admin -> admin.sites().adopt(BLOG, FIRST),
                RELEASE_2021,
                RELEASE_2)
            .after("UPDATE sites SET team_id = NULL", SchemaGeneration.RELEASE_3),
        OperationRow.of(
                "sites.restoreDomain",
                UNCHANGED,
                "EXISTS (SELECT 1 FROM sites WHERE domain = 'old.example.com'"
                    + " AND domain_changed_from = 'blog.example.com')",
                admin -> admin.sites().restoreDomain(BLOG),
                RELEASE_2021)
            .after(
                "UPDATE sites SET domain_changed_from = 'old.example.com'",
                RELEASE_2,
                SchemaGeneration.RELEASE_3),
        OperationRow.of(
            "sites.addGuest",
            UNCHANGED,
            generation ->
                generation == SchemaGeneration.RELEASE_3
                    ? "EXISTS (SELECT 1 FROM guest_memberships g JOIN team_memberships m ON m.id ="
                        + " g.team_membership_id WHERE m.user_id = 2 AND m.role = 'guest'"
                        + " AND g.role = 'viewer' AND g.site_id = 1)"
                    : "EXISTS (SELECT 1 FROM site_memberships WHERE user_id = 2"
                        + " AND role = 'viewer')",
            admin -> admin.sites().addGuest(BLOG, "you@example.org", GuestRole.VIEWER)),
        OperationRow.of(
                "sites.removeGuest",
                UNCHANGED,
                generation ->
                    generation == SchemaGeneration.RELEASE_3
                        ? "NOT EXISTS (SELECT 1 FROM guest_memberships)"
                            + " AND NOT EXISTS (SELECT 1 FROM team_memberships WHERE user_id = 2)"
                        : "NOT EXISTS (SELECT 1 FROM site_memberships WHERE user_id = 2)",
                admin -> admin.sites().removeGuest(BLOG, "you@example.org"))
            .after(
                generation ->
                    generation == SchemaGeneration.RELEASE_3
                        ? "INSERT INTO team_memberships (team_id, user_id, role, inserted_at,"
                            + " updated_at) VALUES (1, 2, 'guest', now(), now());"
                            + "INSERT INTO guest_memberships (team_membership_id, site_id, role,"
                            + " inserted_at, updated_at) VALUES (2, 1, 'viewer', now(), now())"
                        : "INSERT INTO site_memberships (site_id, user_id, role, inserted_at,"
                            + " updated_at) VALUES (1, 2, 'viewer', now(), now())"),
        OperationRow.of(
            "sites.sendReports",
            UNCHANGED,
            "(SELECT recipients = '{me@example.org,you@example.org}' FROM weekly_reports)",
            admin ->
                admin.sites().sendReports(BLOG, Report.WEEKLY, List.of(ME, "you@example.org", ME))),
        OperationRow.of(
            "sites.sendReports of a spike",
            UNCHANGED,
            "(SELECT recipients = '{me@example.org}' AND threshold = 10 FROM spike_notifications)",
            admin -> admin.sites().sendReports(BLOG, Report.TRAFFIC_SPIKE, List.of(ME))),
        OperationRow.of(
            "sites.sendReports of a drop",
            UNCHANGED,
            "(SELECT type = 'drop' AND threshold = 1 FROM spike_notifications)",
            admin -> admin.sites().sendReports(BLOG, Report.TRAFFIC_DROP, List.of(ME)),
            RELEASE_2021),
        OperationRow.of(
            "imports.delete",
            NOT_FOUND,
            "NOT EXISTS (SELECT 1 FROM site_imports)",
            admin -> admin.imports().delete(BLOG, 1),
            RELEASE_2021),
        OperationRow.of(
            "teams.create",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM teams t JOIN team_memberships m ON m.team_id = t.id WHERE"
                + " t.name = 'Shops' AND t.setup_complete AND t.hourly_api_request_limit = 1000000"
                + " AND m.user_id = 1 AND m.role = 'owner' AND NOT m.is_autocreated)",
            admin -> admin.teams().create("Shops", ME),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "teams.rename",
            UNCHANGED,
            "(SELECT name = 'Blogs' AND setup_complete AND setup_at IS NOT NULL FROM teams)",
            admin -> admin.teams().rename(FIRST, "Blogs"),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "teams.forceTwoFactor",
            UNCHANGED,
            "(SELECT policy->>'force_2fa' = 'true' FROM teams)",
            admin -> admin.teams().forceTwoFactor(FIRST, true),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "teams.addMember",
            UNCHANGED,
            "EXISTS (SELECT 1 FROM team_memberships WHERE team_id = 1 AND user_id = 2"
                + " AND role = 'editor')",
            admin -> admin.teams().addMember(FIRST, "you@example.org", TeamRole.EDITOR),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
                "teams.changeRole",
                UNCHANGED,
                "EXISTS (SELECT 1 FROM team_memberships WHERE user_id = 2 AND role = 'owner')",
                admin -> admin.teams().changeRole(FIRST, "you@example.org", TeamRole.OWNER),
                RELEASE_2021,
                RELEASE_2)
            .after(MEMBER, SchemaGeneration.RELEASE_3),
        OperationRow.of(
                "teams.removeMember",
                UNCHANGED,
                "NOT EXISTS (SELECT 1 FROM team_memberships WHERE user_id = 2)",
                admin -> admin.teams().removeMember(FIRST, "you@example.org"),
                RELEASE_2021,
                RELEASE_2)
            .after(MEMBER, SchemaGeneration.RELEASE_3),
        OperationRow.of(
            "teams.limitApi",
            UNCHANGED,
            "(SELECT hourly_api_request_limit = 5000 FROM teams)",
            admin -> admin.teams().limitApi(FIRST, 5000),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "teams.raiseApiLimits",
            UNCHANGED,
            "(SELECT min(hourly_api_request_limit) = 1000000 FROM teams)",
            admin -> admin.teams().raiseApiLimits(1_000_000),
            RELEASE_2021,
            RELEASE_2),
        OperationRow.of(
            "teams.acceptTraffic",
            UNCHANGED,
            "(SELECT accept_traffic_until IS NULL FROM teams)",
            admin -> admin.teams().acceptTraffic(FIRST),
            RELEASE_2021,
            RELEASE_2));
  }

  private static String codes(SchemaGeneration generation) {
    return generation == RELEASE_2021 ? "email_verification_codes" : "email_activation_codes";
  }
}
