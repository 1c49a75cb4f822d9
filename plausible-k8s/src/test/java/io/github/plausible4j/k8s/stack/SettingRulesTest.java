package io.github.plausible4j.k8s.stack;

import static io.github.plausible4j.k8s.Refusal.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Refusal;
import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Variables that the caller sets: a wrong one ends Plausible, and its migration, at the start. */
class SettingRulesTest {
  static Stream<Arguments> wrong() {
    return Stream.of(
        row("setting", "set by the stack", s -> s.setting("BASE_URL", "https://x.org")),
        row("setting", "managed by the stack", s -> s.setting("CONFIG_DIR", "/x")),
        row("setting", "managed by the stack", s -> s.setting("PATH", "/x")),
        row("setting", "is secret", s -> s.setting("GOOGLE_CLIENT_SECRET", Stacks.MARK)),
        row("setting", "is not a variable that Plausible reads", s -> s.setting("MY_PWD", "x")),
        row("setting", "name of a variable", s -> s.setting("log level", "x")),
        row("setting", "name of a variable", s -> s.setting("A".repeat(254), "x")),
        row("setting", "is empty", s -> s.setting("LOG_LEVEL", "")),
        row("setting", "white space", s -> s.setting("LOG_LEVEL", "info\n")),
        row("setting", "line break", s -> s.setting("MAILER_NAME", "a\nb")),
        row("setting", "too long", s -> s.setting("MAILER_NAME", "x".repeat(100_001))),
        row("setting", "neither true nor false", s -> s.setting("SECURE_COOKIE", "perhaps")),
        row(
            "setting",
            "neither true nor false",
            s -> s.release(PlausibleRelease.SEED_2022).setting("DISABLE_CRON", "1")),
        row("setting", "whole number", s -> s.setting("CLICKHOUSE_FLUSH_INTERVAL_MS", "5s")),
        row("setting", "not one of its values", s -> s.setting("LOG_LEVEL", "loud")),
        row("setting", "only inside its own pod", s -> s.setting("LISTEN_IP", "127.0.0.1")),
        row("setting", "cookies", s -> s.setting("WEBSOCKET_URL", "wss://other.example.com")),
        row("setting", "needs GOOGLE_CLIENT_SECRET", s -> s.setting("GOOGLE_CLIENT_ID", "x")),
        row("setting", "needs S3_ACCESS_KEY_ID, S3_E", s -> s.setting("S3_DISABLED", "false")),
        row(
            "setting",
            "set twice",
            s ->
                s.setting("LOG_LEVEL", "x")
                    .secretSetting("LOG_LEVEL", SecretSource.of(Stacks.MARK))),
        row(
            "secretSetting MAXMIND_LICENSE_KEY",
            "cannot be generated",
            s -> s.secretSetting("MAXMIND_LICENSE_KEY", SecretSource.generated())));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrong")
  void aVariableThatPlausibleWouldEndAtIsReported(
      String field, String rule, UnaryOperator<PlausibleStack.Builder> change) {
    Refusal.check(field, rule, change);
  }

  @Test
  void whatPeopleAtHomeSetIsTaken() {
    PlausibleStack stack =
        PlausibleStack.homelab(Stacks.BASE_URL)
            .setting("LOG_LEVEL", "warning")
            .setting("MAILER_NAME", "Statistics of a blog")
            .setting("MAXMIND_EDITION", "GeoLite2-City")
            .secretSetting("MAXMIND_LICENSE_KEY", SecretSource.of(Stacks.MARK))
            .setting("GOOGLE_CLIENT_ID", "1-x.apps.googleusercontent.com")
            .secretSetting("GOOGLE_CLIENT_SECRET", SecretSource.existing("google", "secret"))
            .setting("LISTEN_IP", "::")
            .setting("WEBSOCKET_URL", "wss://live.stats.example.org")
            .setting("ERL_FLAGS", "+S 2")
            .setting("LOG_FAILED_LOGIN_ATTEMPTS", "Yes")
            .build();

    assertThat(stack.settings()).hasSize(8);
  }
}
