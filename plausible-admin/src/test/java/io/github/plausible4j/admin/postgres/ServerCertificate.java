package io.github.plausible4j.admin.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import okhttp3.tls.HeldCertificate;

/**
 * A key of a server and its certificate, which signs itself, as files in PEM.
 *
 * @param key only its owner may read it
 */
public record ServerCertificate(Path certificate, Path key) {
  /**
   * Makes one.
   *
   * @param name whom it is for, such as {@code 127.0.0.1}
   */
  public static ServerCertificate make(Path folder, String name) throws IOException {
    HeldCertificate held = new HeldCertificate.Builder().addSubjectAlternativeName(name).build();
    Path key = Files.writeString(folder.resolve("key.pem"), held.privateKeyPkcs8Pem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return new ServerCertificate(
        Files.writeString(folder.resolve("root.pem"), held.certificatePem()), key);
  }
}
