package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.plausible4j.admin.internal.clickhouse.ClickHouseResponse;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.internal.clickhouse.SqlToken;
import io.github.plausible4j.admin.internal.crypto.Sha256;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes the password of Plausible's only ClickHouse login while the application is stopped. A
 * stopping application first writes its accepted events, so none of them is lost while the server
 * restarts. Two logins would not avoid the stop, because a server that reads its users from a file
 * restarts in any case.
 */
final class ClickHousePasswordRotation implements RotationProcedure {
  static final String MODE = "mode";
  private static final StackSecret SECRET = StackSecret.CLICKHOUSE_PASSWORD;
  private static final String LOGIN = "login";

  private final ClickHouseMode mode;

  ClickHousePasswordRotation(ClickHouseMode mode) {
    this.mode = mode;
  }

  @Override
  public Map<String, String> facts(StackControl control, RotationOptions options) {
    ClickHouseServer server = server(control, SecretLookup.live(control, SECRET));
    if (!server.letsIn()) {
      throw new RotationException(
          "ClickHouse refuses "
              + server.user()
              + " the live password; put the right one into the stack's Secret, then rotate");
    }
    if (mode == ClickHouseMode.STATEMENT) {
      requireItMayChange(server);
    }
    return Map.of(MODE, mode.name(), LOGIN, server.user());
  }

  @Override
  public Map<String, SecretValue> newValues(
      StackControl control, JournalEntry entry, RotationOptions options) {
    return NewValues.login(entry.fact(LOGIN), options);
  }

  @Override
  public List<Step> steps(StackControl control, JournalEntry entry, RotationResults results) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.reversible(
            "stop",
            "Stop the application, which first writes its accepted events to ClickHouse",
            control::stop,
            control::restart));
    if (mode == ClickHouseMode.READS_SECRET) {
      steps.add(restart(control, entry));
      steps.add(test(control, entry));
      steps.add(dictionaries(control, entry, results));
    } else {
      steps.add(setPassword(control, entry));
      steps.add(test(control, entry));
      steps.add(dictionaries(control, entry, results));
      steps.add(start(control, entry));
    }
    return steps;
  }

  @Override
  public List<RotationPlan.Impact> impacts(StackControl control, RotationOptions options) {
    ClickHouseServer server = server(control, SecretLookup.live(control, SECRET));
    boolean restarts = mode == ClickHouseMode.READS_SECRET;
    List<RotationPlan.Impact> breaks = new ArrayList<>();
    breaks.add(
        new RotationPlan.Impact(
            "the application is stopped, and events sent to it are lost unless they are sent again",
            restarts
                ? "while ClickHouse restarts and the application starts after it"
                : "for a few statements and one start"));
    List<String> dictionaries = new ClickHouseDictionaries(server).names();
    if (restarts && !dictionaries.isEmpty()) {
      breaks.add(
          new RotationPlan.Impact(
              "statistics that look names up in " + String.join(", ", dictionaries) + " fail",
              "from the application's start until these are created again, seconds later"));
    }
    breaks.add(
        new RotationPlan.Impact(
            "other programs that log in to ClickHouse as " + server.user() + " are refused",
            "for good, until they have the new password"));
    return breaks;
  }

  @Override
  public Set<Consequence> mustBeAcknowledged() {
    return Set.of(Consequence.APPLICATION_STOPS);
  }

  private static Step restart(StackControl control, JournalEntry entry) {
    return Step.reversible(
        "switch",
        "Make version "
            + entry.newVersion()
            + " live, restart ClickHouse, which from here on refuses the old password, and start"
            + " the application",
        () -> SwitchStep.to(control, entry, entry.newVersion()),
        () -> stopOnOldVersion(control, entry));
  }

  private static Step setPassword(StackControl control, JournalEntry entry) {
    return Step.reversible(
        "set-password",
        "Give the login "
            + entry.fact(LOGIN)
            + " the new password; from here on ClickHouse refuses the old one",
        () -> change(control, entry.oldVersion(), entry.newVersion()),
        () -> change(control, entry.newVersion(), entry.oldVersion()));
  }

  private static Step test(StackControl control, JournalEntry entry) {
    return Step.check(
        "test",
        "Check that the new password works and the old one is refused",
        () -> {
          if (!server(control, entry.newVersion()).letsIn()) {
            throw new RotationException(
                "ClickHouse refuses "
                    + entry.fact(LOGIN)
                    + " the new password; check what else defines its users and resume, or roll"
                    + " back");
          }
          if (server(control, entry.oldVersion()).letsIn()) {
            throw new RotationException(
                "ClickHouse still lets "
                    + entry.fact(LOGIN)
                    + " in with the old password; check what else defines its users and resume, or"
                    + " roll back");
          }
        });
  }

  private static Step dictionaries(
      StackControl control, JournalEntry entry, RotationResults results) {
    return Step.reversible(
        "dictionaries",
        "Create the dictionaries again that log in as " + entry.fact(LOGIN) + ", and load each",
        () ->
            dictionaries(control, entry)
                .remake(password(control, entry.newVersion()))
                .forEach(results::note),
        () -> dictionaries(control, entry).remakeForLater(password(control, entry.oldVersion())));
  }

  private static Step start(StackControl control, JournalEntry entry) {
    return Step.reversible(
        "switch",
        "Make version " + entry.newVersion() + " live and start the application",
        () -> SwitchStep.to(control, entry, entry.newVersion()),
        () -> stopOnOldVersion(control, entry));
  }

  /** Only stops the application: undoing the first step starts it. */
  private static void stopOnOldVersion(StackControl control, JournalEntry entry) {
    control.stop();
    control.makeLive(entry.secret(), entry.oldVersion());
  }

  private static ClickHouseDictionaries dictionaries(StackControl control, JournalEntry entry) {
    return new ClickHouseDictionaries(server(control, entry.newVersion()));
  }

  private static void change(StackControl control, String from, String to) {
    ClickHouseServer before = server(control, from);
    ClickHouseServer after = server(control, to);
    ClickHouseServer itself = before.letsIn() ? before : after;
    ClickHouseResponse answer =
        itself.attempt(
            "ALTER USER "
                + SqlToken.name(itself.user())
                + " IDENTIFIED WITH sha256_hash BY '"
                + HexFormat.of()
                    .formatHex(Sha256.of(password(control, to).reveal().getBytes(UTF_8)))
                + "'");
    if (!answer.done()) {
      throw answer.mayNot()
          ? mayNotChange(itself, answer)
          : new RotationException(
              "The password of "
                  + itself.user()
                  + " could not be changed (ClickHouse's error "
                  + answer.error()
                  + "); fix the cause and resume, or roll back");
    }
  }

  /** Tests the permission for the change on a user that does not exist. */
  private static void requireItMayChange(ClickHouseServer server) {
    ClickHouseResponse right =
        server.attempt("ALTER USER IF EXISTS `plausible4j-nobody` SETTINGS max_threads = 1");
    if (!right.done()) {
      throw mayNotChange(server, right);
    }
    ClickHouseResponse storage =
        server.attempt("SELECT storage FROM system.users WHERE name = currentUser()");
    if (storage.done() && storage.rows().stream().anyMatch(row -> row.get(0).contains("xml"))) {
      throw mayNotChange(server, storage);
    }
  }

  private static RotationException mayNotChange(
      ClickHouseServer server, ClickHouseResponse answer) {
    return new RotationException(
        "The login "
            + server.user()
            + " cannot change its password "
            + (answer.done()
                ? "because a file of the server defines it"
                : "(ClickHouse's error " + answer.error() + ")")
            + "; make it a user of SQL (CREATE USER) with GRANT ALTER USER ON *.* and rotate, or"
            + " change the password at the server and give it to the stack");
  }

  private static ClickHouseServer server(StackControl control, String version) {
    Login login = SecretLookup.login(control, SECRET, version);
    return ClickHouseServer.at(control.clickHouse(), login.username(), login.password());
  }

  private static SecretValue password(StackControl control, String version) {
    return SecretLookup.login(control, SECRET, version).password();
  }
}
