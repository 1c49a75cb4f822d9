package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.admin.internal.smtp.SmtpConversation;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Checks a password at a mail server, for {@link RotationOptions.Builder#check}: connects, enables
 * TLS, authenticates with PLAIN or LOGIN, and quits without sending a mail. Port 465 uses TLS from
 * the start, other ports use STARTTLS; the password is never sent without TLS. Waits at most ten
 * seconds for each answer. Immutable and thread-safe.
 */
public final class SmtpLogin implements Consumer<SecretValue> {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int TLS_FROM_THE_START = 465;

  private final String host;
  private final int port;
  private final String user;
  private final boolean secureFromTheStart;
  private final SSLSocketFactory tls;

  public SmtpLogin(
      String host, int port, String user, boolean secureFromTheStart, SSLSocketFactory tls) {
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.user = Objects.requireNonNull(user, "user");
    this.secureFromTheStart = secureFromTheStart;
    this.tls = tls;
  }

  /** A login of a user at a server whose certificate the JVM trusts. */
  public static SmtpLogin of(String host, int port, String user) {
    return new SmtpLogin(
        host,
        port,
        user,
        port == TLS_FROM_THE_START,
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * Logs in.
   *
   * @throws RotationException if the server cannot be reached, has no TLS, or refuses the password
   */
  @Override
  public void accept(SecretValue password) {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      if (secureFromTheStart) {
        try (Socket secure = secured(plain)) {
          SmtpConversation smtp = new SmtpConversation(secure);
          smtp.greeting();
          logIn(smtp, smtp.hello(), password);
        }
        return;
      }
      SmtpConversation open = new SmtpConversation(plain);
      open.greeting();
      if (!open.hello().contains("STARTTLS")) {
        throw refused("has no STARTTLS; a password is not sent without TLS");
      }
      open.expect("220", open.ask("STARTTLS"), "STARTTLS");
      try (Socket secure = secured(plain)) {
        SmtpConversation smtp = new SmtpConversation(secure);
        logIn(smtp, smtp.hello(), password);
      }
    } catch (IOException e) {
      throw new RotationException(
          "The mail server "
              + host
              + ":"
              + port
              + " cannot be reached ("
              + e.getMessage()
              + "); fix the cause, or set a check in RotationOptions if only the cluster can reach it",
          e);
    }
  }

  private void logIn(SmtpConversation smtp, String offers, SecretValue password)
      throws IOException {
    String answer;
    if (offers.matches("(?s).*\\bAUTH\\b[^\\n]*\\bPLAIN\\b.*")) {
      answer = smtp.ask("AUTH PLAIN " + base64("\0" + user + "\0" + password.reveal()));
    } else if (offers.matches("(?s).*\\bAUTH\\b[^\\n]*\\bLOGIN\\b.*")) {
      smtp.expect("334", smtp.ask("AUTH LOGIN"), "AUTH LOGIN");
      smtp.expect("334", smtp.ask(base64(user)), "the user");
      answer = smtp.ask(base64(password.reveal()));
    } else {
      throw refused("offers neither AUTH PLAIN nor AUTH LOGIN");
    }
    if (!answer.startsWith("235")) {
      throw refused(
          "refuses the login of "
              + user
              + " with status "
              + SmtpConversation.status(answer)
              + "; nothing was changed, try another password");
    }
    smtp.ask("QUIT");
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private RotationException refused(String what) {
    return new RotationException("The mail server " + host + ":" + port + " " + what);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SmtpLogin[" + user + " at " + host + ":" + port + "]";
  }
}
