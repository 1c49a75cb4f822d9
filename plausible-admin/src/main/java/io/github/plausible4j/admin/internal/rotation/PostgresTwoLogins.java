package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.PostgresMode;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rotates the password by switching between two logins of one owner role. */
final class PostgresTwoLogins implements RotationProcedure {
  static final String OWNER = "owner";
  static final String OLD_LOGIN = "oldLogin";
  static final String NEW_LOGIN = "newLogin";

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options)
      throws SQLException {
    requireAdministrator(control);
    Login application = SecretLookup.application(control);
    String old = application.username();
    String owner = new PostgresRoles(control.database(application)).actsAs();
    String idle = owner + (old.equals(owner + "_a") ? "_b" : "_a");
    return Map.of(
        "mode", PostgresMode.TWO_LOGINS.name(), OWNER, owner, OLD_LOGIN, old, NEW_LOGIN, idle);
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    return NewValues.login(entry.fact(NEW_LOGIN), options);
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    String owner = entry.fact(OWNER);
    String old = entry.fact(OLD_LOGIN);
    String idle = entry.fact(NEW_LOGIN);
    return List.of(
        Step.reversible(
            "set-password",
            "Give the idle login " + idle + ", a member of " + owner + ", the new password",
            () ->
                administrator(control)
                    .ensureLogin(
                        idle, owner, SecretLookup.login(control, entry.newVersion()).password()),
            () -> administrator(control).clearPassword(idle)),
        Step.check(
            "test",
            "Connect with it and act as " + owner,
            () -> {
              Login login = SecretLookup.login(control, entry.newVersion());
              if (!new PostgresRoles(control.database(login)).actsAs().equals(owner)) {
                throw new RotationException(
                    idle + " does not act as " + owner + " after its login");
              }
            }),
        SwitchStep.step(control, entry),
        Step.check(
            "drain",
            "Check that no session of " + old + " is left",
            () -> {
              long sessions = administrator(control).sessionsLeft(old);
              if (sessions > 0) {
                throw new RotationException(
                    sessions
                        + " sessions still use the login "
                        + old
                        + "; end what else uses it and resume, or roll back");
              }
            }),
        Step.last(
            "close-old-login",
            "Remove the password of " + old,
            () -> administrator(control).clearPassword(old)));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options)
      throws SQLException {
    return List.of(
        new RotationPlan.Impact(
            "other programs that use the old login can no longer connect", "for good, at the end"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of();
  }

  private static PostgresRoles administrator(StackControl control) {
    return new PostgresRoles(control.database(requireAdministrator(control)));
  }

  private static Login requireAdministrator(StackControl control) {
    return SecretLookup.administrator(control)
        .orElseThrow(
            () ->
                new RotationException(
                    "Two logins need an administrator of the database other than the application's"
                        + " own login, and none is known; use PostgresMode.SINGLE_LOGIN"));
  }
}
