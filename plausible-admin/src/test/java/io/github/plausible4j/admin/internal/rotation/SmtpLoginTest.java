package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.SmtpLogin;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.ServerSocket;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real mail server behind real TLS, and one that says what a test tells it to. */
class SmtpLoginTest {
  private static final SecretValue PASSWORD = SecretValue.of("correct horse/battery+staple");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theRightPasswordIsTakenAndAWrongOneIsRefused(boolean tlsFromTheStart) throws Exception {
    SSLContext tls = TestMailServer.tls();
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("me@example.org", "plausible", PASSWORD.reveal());
    server.start();
    try (TestMailServer entrance =
        TestMailServer.before(server.getSmtp().getPort(), tls, tlsFromTheStart)) {
      SmtpLogin login =
          new SmtpLogin(
              "127.0.0.1", entrance.port(), "plausible", tlsFromTheStart, tls.getSocketFactory());

      assertThatCode(() -> login.accept(PASSWORD)).doesNotThrowAnyException();
      assertThatThrownBy(() -> login.accept(SecretValue.of("wrong-horse")))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("refuses the login of plausible with status 535")
          .hasMessageContaining("nothing was changed")
          .message()
          .doesNotContain("wrong-horse");
      assertThatThrownBy(
              () ->
                  new SmtpLogin(
                          "127.0.0.1",
                          entrance.port(),
                          "plausible",
                          tlsFromTheStart,
                          TestMailServer.trustingNobody())
                      .accept(PASSWORD))
          .hasMessageContaining("certification path");
    } finally {
      server.stop();
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerWithoutTlsIsNotGivenThePassword() throws Exception {
    try (TestMailServer server = TestMailServer.scripted("220 hi", "250-me\r\n250 AUTH PLAIN")) {
      assertThatThrownBy(() -> login(server).accept(PASSWORD))
          .hasMessageContaining("has no STARTTLS; a password is not sent without TLS");
      assertThat(server.heard()).doesNotContain("AUTH");
    }
  }

  @Test
  void aServerThatHangsUpOrTalksNonsenseIsNamed() throws Exception {
    try (TestMailServer server = TestMailServer.scripted("220 hi")) {
      assertThatThrownBy(() -> login(server).accept(PASSWORD))
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasMessageContaining("it closed the connection");
    }
    try (TestMailServer server = TestMailServer.scripted("<html>")) {
      assertThatThrownBy(() -> login(server).accept(PASSWORD))
          .hasMessageContaining("answers the connection with status unknown");
    }
    try (TestMailServer server = TestMailServer.scripted("x".repeat(5000))) {
      assertThatThrownBy(() -> login(server).accept(PASSWORD))
          .hasMessageContaining("a line that has no end");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> SmtpLogin.of("127.0.0.1", port, "plausible").accept(PASSWORD))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("set a check in RotationOptions");
  }

  private static SmtpLogin login(TestMailServer server) {
    return SmtpLogin.of("127.0.0.1", server.port(), "plausible");
  }
}
