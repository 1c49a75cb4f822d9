package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.PostgresMode;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Changes the password of the only login, as an administrator or as the login itself. */
final class PostgresSingleLogin implements RotationProcedure {
  private static final String LOGIN = "login";
  private static final String INVALID_PASSWORD = "28P01";

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options) {
    return Map.of(
        "mode",
        PostgresMode.SINGLE_LOGIN.name(),
        LOGIN,
        SecretLookup.application(control).username());
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    return NewValues.login(entry.fact(LOGIN), options);
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    String login = entry.fact(LOGIN);
    return List.of(
        Step.reversible(
            "set-password",
            "Give the login "
                + login
                + " the new password; from here on new connections with the old one fail",
            () -> change(control, entry.oldVersion(), entry.newVersion()),
            () -> {
              change(control, entry.newVersion(), entry.oldVersion());
              control.restart();
            }),
        Step.check(
            "test",
            "Connect with it",
            () ->
                new PostgresRoles(control.database(SecretLookup.login(control, entry.newVersion())))
                    .sessionsOf(login)),
        SwitchStep.stepUndoneLater(control, entry));
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options) {
    return List.of(
        new RotationPlan.Impact(
            "new connections of the application fail, open ones continue",
            "from the new password until the application has restarted"));
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of();
  }

  private static void change(StackControl control, String from, String to) throws SQLException {
    Login wanted = SecretLookup.login(control, to);
    new PostgresRoles(whoMay(control, SecretLookup.login(control, from), wanted))
        .setPassword(wanted.username(), wanted.password());
  }

  /**
   * The administrator, or otherwise the login itself. If its password is already changed, it
   * connects with the new one.
   */
  private static DataSource whoMay(StackControl control, Login before, Login after)
      throws SQLException {
    Optional<Login> administrator = SecretLookup.administrator(control);
    if (administrator.isPresent()) {
      return control.database(administrator.get());
    }
    DataSource itself = control.database(before);
    try {
      itself.getConnection().close();
      return itself;
    } catch (SQLException e) {
      if (INVALID_PASSWORD.equals(e.getSQLState())) {
        return control.database(after);
      }
      throw e;
    }
  }
}
