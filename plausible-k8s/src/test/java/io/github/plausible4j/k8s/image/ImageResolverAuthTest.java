package io.github.plausible4j.k8s.image;

import static io.github.plausible4j.k8s.registry.ImagePusher.OCI_MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.registry.DockerRegistry;
import io.github.plausible4j.k8s.registry.ImagePusher;
import io.github.plausible4j.k8s.registry.ImagePusher.Pushed;
import io.github.plausible4j.k8s.registry.TokenServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's real registry with its own kinds of access control. */
class ImageResolverAuthTest {
  /** bcrypt of the password below, as {@code htpasswd -B} writes it. */
  private static final String HTPASSWD =
      "puller:$2y$05$2mYicM3/DOiX6GkSWj6w9uhgWqFaVQOIl8RqnZUVsqI08TOfxMIwC\n";

  private static final String USER = TokenServer.USER;
  private static final String PASSWORD = TokenServer.PASSWORD;

  @TempDir Path folder;

  @Test
  void aRegistryWithUsersIsToldTheUser() throws Exception {
    Path users = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
    String auth = "auth: {htpasswd: {realm: test, path: \"" + users + "\"}}\n";
    try (DockerRegistry registry = DockerRegistry.start(folder, auth)) {
      String basic = okhttp3.Credentials.basic(USER, PASSWORD);
      Pushed image =
          new ImagePusher(registry.authority(), "app", basic)
              .image(OCI_MANIFEST, "linux/arm64", "1");
      String name = registry.authority() + "/app:1";

      ImageResolver known =
          ImageResolver.builder().credentials(registry.authority(), USER, PASSWORD).build();
      assertThat(known.resolve(name, "linux/arm64").digest()).isEqualTo(image.digest());

      Path config = folder.resolve("config.json");
      Files.writeString(
          config,
          "{\"auths\":{\"http://%s/v2/\":{\"auth\":\"%s\"}}}"
              .formatted(
                  registry.authority(),
                  Base64.getEncoder()
                      .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8))));
      ImageResolver loggedIn = ImageResolver.builder().credentials(config).build();
      assertThat(loggedIn.resolve(name, "linux/arm64").digest()).isEqualTo(image.digest());

      Files.writeString(
          config,
          "{\"auths\":{\"%s\":{\"username\":\"%s\",\"password\":\"%s\"}}}"
              .formatted(registry.authority(), USER, PASSWORD));
      ImageResolver pullSecret = ImageResolver.builder().credentials(config).build();
      assertThat(pullSecret.resolve(name, "linux/arm64").digest()).isEqualTo(image.digest());

      assertThatThrownBy(() -> ImageResolver.create().resolve(name, "linux/arm64"))
          .hasMessageContaining("requires a user name and a password")
          .hasMessageContaining("give the resolver credentials for " + registry.authority());

      ImageResolver wrong =
          ImageResolver.builder().credentials(registry.authority(), USER, "wrong horse").build();
      assertThatThrownBy(() -> wrong.resolve(name, "linux/arm64"))
          .hasMessageContaining("answered 401")
          .hasMessageContaining("check the credentials for " + registry.authority())
          .hasMessageNotContaining("wrong horse");
    }
  }

  @Test
  void aTokenIsFetchedOncePerRepository() throws Exception {
    try (TokenServer tokens = TokenServer.start(folder);
        DockerRegistry registry = DockerRegistry.start(folder, tokens.auth())) {
      ImagePusher pusher =
          new ImagePusher(registry.authority(), "public", tokens.pushHeader("public"));
      Pushed image = pusher.image(OCI_MANIFEST, "linux/arm64", "1");

      LockedImage locked =
          ImageResolver.create().resolve(registry.authority() + "/public:1", "linux/arm64");

      assertThat(locked.digest()).isEqualTo(image.digest());
      assertThat(tokens.received()).hasSize(1);
      assertThat(tokens.received().get(0).target())
          .contains("service=test-registry")
          .contains("scope=repository%3Apublic%3Apull");
      assertThat(tokens.received().get(0).headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void aPrivateRepositoryNeedsCredentialsForTheTokenServer() throws Exception {
    try (TokenServer tokens = TokenServer.start(folder);
        DockerRegistry registry = DockerRegistry.start(folder, tokens.auth())) {
      ImagePusher pusher =
          new ImagePusher(registry.authority(), "private", tokens.pushHeader("private"));
      Pushed image = pusher.image(OCI_MANIFEST, "linux/arm64", "1");
      List<String> names = List.of(registry.authority() + "/private:1");

      ImageResolver known =
          ImageResolver.builder().credentials(registry.authority(), USER, PASSWORD).build();
      assertThat(known.resolve(names, "linux/arm64").images().get(0).digest())
          .isEqualTo(image.digest());

      assertThatThrownBy(() -> ImageResolver.create().resolve(names, "linux/arm64"))
          .hasMessageContaining("answered 401")
          .hasMessageContaining("if the image is private, give the resolver credentials");

      ImageResolver wrong =
          ImageResolver.builder().credentials(registry.authority(), USER, "wrong horse").build();
      assertThatThrownBy(() -> wrong.resolve(names, "linux/arm64"))
          .hasMessageContaining("/token answered 401 (UNAUTHORIZED: wrong password)")
          .hasMessageNotContaining("wrong horse");
    }
  }
}
