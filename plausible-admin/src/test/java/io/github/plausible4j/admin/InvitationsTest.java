package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.model.GuestRole;
import io.github.plausible4j.admin.model.Invitation;
import io.github.plausible4j.admin.model.PendingInvitation;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Invitations without a mail. The tables, and the link that a server has for somebody without an
 * account, are those of Plausible's migrations and routes of release 3.
 */
class InvitationsTest {
  private static final String GUEST = "guest@example.org";
  private static final String SITE = "blog.example.com";

  @Test
  void theyAreListedAndWithdrawn() {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3)) {
      Users users = PlausibleAdmin.connect(database.dataSource()).users();
      UUID team = UUID.fromString(database.value("SELECT identifier FROM teams WHERE id = 1"));

      Invitation invitation = users.inviteToSite(GUEST, SITE, GuestRole.VIEWER);

      assertThat(invitation.link(URI.create("https://stats.example.org/")))
          .isEqualTo(
              "https://stats.example.org/register/invitation/"
                  + database.value("SELECT invitation_id FROM guest_invitations"));
      assertThat(users.invitations())
          .containsExactly(new PendingInvitation(GUEST, Optional.of(SITE), "viewer"));
      assertThatThrownBy(() -> users.invite(GUEST, team, TeamRole.EDITOR))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("call users().withdrawInvitations first");

      assertThat(users.withdrawInvitations("GUEST@example.org").changes())
          .containsExactly("1 invitations withdrawn");
      assertThat(users.invitations()).isEmpty();
      users.invite(GUEST, team, TeamRole.EDITOR);
      assertThat(users.invitations())
          .containsExactly(new PendingInvitation(GUEST, Optional.empty(), "editor"));
    }
  }

  @Test
  void beforeTeamsThereAreThoseOfSites() {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_2)) {
      Users users = PlausibleAdmin.connect(database.dataSource()).users();

      users.inviteToSite(GUEST, SITE, GuestRole.VIEWER);

      assertThat(users.invitations())
          .containsExactly(new PendingInvitation(GUEST, Optional.of(SITE), "viewer"));
      users.withdrawInvitations(GUEST);
      assertThat(users.invitations()).isEmpty();
    }
  }
}
