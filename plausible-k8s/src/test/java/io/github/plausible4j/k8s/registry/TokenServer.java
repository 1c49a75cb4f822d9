package io.github.plausible4j.k8s.registry;

import io.github.plausible4j.k8s.internal.http.FakeHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.tls.HeldCertificate;

/**
 * Signs the tokens of a registry with {@code auth: token}: to anybody for pulling from {@code
 * public}, to one user for everything.
 */
public final class TokenServer implements AutoCloseable {
  public static final String USER = "puller";
  public static final String PASSWORD = "right horse";

  private final FakeHttp server;
  private final HeldCertificate key;
  private final Path bundle;

  private TokenServer(HeldCertificate key, Path bundle) {
    this.key = key;
    this.bundle = bundle;
    this.server = FakeHttp.start(this::answer);
  }

  /** Makes a key and starts. */
  public static TokenServer start(Path folder) throws IOException {
    HeldCertificate key = new HeldCertificate.Builder().commonName("token").rsa2048().build();
    return new TokenServer(
        key, Files.writeString(folder.resolve("token.pem"), key.certificatePem()));
  }

  /** The section of the registry's configuration. */
  public String auth() {
    return """
    auth:
      token: {realm: "%s", service: test-registry, issuer: test-issuer, rootcertbundle: "%s"}
    """
        .formatted(server.url("/token"), bundle);
  }

  /** The header with which a test pushes. */
  public String pushHeader(String repository) {
    return "Bearer " + token(repository, "\"pull\",\"push\",\"delete\"");
  }

  public List<FakeHttp.Received> received() {
    return server.received();
  }

  private FakeHttp.Reply answer(FakeHttp.Received request) {
    HttpUrl url = HttpUrl.get("http://localhost" + request.target());
    String[] scope = String.valueOf(url.queryParameter("scope")).split(":", -1);
    String header = request.headers().get("authorization");
    boolean known = okhttp3.Credentials.basic(USER, PASSWORD).equals(header);
    if (header != null && !known) {
      return FakeHttp.Reply.of(
          401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"wrong password\"}]}");
    }
    boolean may = scope[1].equals("public") || known;
    return FakeHttp.Reply.of(
        200, "{\"token\":\"" + token(scope[1], may ? "\"pull\"" : "") + "\",\"expires_in\":300}");
  }

  private String token(String repository, String actions) {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"test-issuer","sub":"","aud":"test-registry","exp":%d,"nbf":%d,"iat":%d,"jti":"1",\
        "access":[{"type":"repository","name":"%s","actions":[%s]}]}\
        """
            .formatted(now + 300, now - 60, now, repository, actions);
    try {
      String head = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}".formatted(certificate());
      String signed =
          url64(head.getBytes(StandardCharsets.UTF_8))
              + "."
              + url64(claims.getBytes(StandardCharsets.UTF_8));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.keyPair().getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + url64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String certificate() throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
  }

  private static String url64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.close();
  }
}
