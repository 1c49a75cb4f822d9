package io.github.plausible4j.k8s.image;

import static io.github.plausible4j.k8s.registry.ImagePusher.DOCKER_LIST;
import static io.github.plausible4j.k8s.registry.ImagePusher.DOCKER_MANIFEST;
import static io.github.plausible4j.k8s.registry.ImagePusher.OCI_INDEX;
import static io.github.plausible4j.k8s.registry.ImagePusher.OCI_MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.plausible4j.k8s.registry.DockerRegistry;
import io.github.plausible4j.k8s.registry.ImagePusher;
import io.github.plausible4j.k8s.registry.ImagePusher.Member;
import io.github.plausible4j.k8s.registry.ImagePusher.Pushed;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's real registry; each test has a repository of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageResolverTest {
  private final ImageResolver resolver = ImageResolver.create();
  private DockerRegistry registry;

  @BeforeAll
  void startRegistry(@TempDir Path folder) {
    registry = DockerRegistry.start(folder);
  }

  @AfterAll
  void stopRegistry() {
    if (registry != null) {
      registry.close();
    }
  }

  private ImagePusher pusher(String repository) {
    return new ImagePusher(registry.authority(), repository);
  }

  private String name(String rest) {
    return registry.authority() + "/" + rest;
  }

  @Test
  void anOciIndexIsPinnedByItsOwnDigest() {
    ImagePusher pusher = pusher("team/app");
    Pushed amd64 = pusher.image(OCI_MANIFEST, "linux/amd64", null);
    Pushed arm64 = pusher.image(OCI_MANIFEST, "linux/arm64/v8", null);
    Pushed index =
        pusher.index(
            OCI_INDEX,
            List.of(new Member(amd64, "linux/amd64"), new Member(arm64, "linux/arm64/v8")),
            "1.0");

    LockedImage locked = resolver.resolve(name("team/app:1.0"), "linux/arm64");

    assertThat(locked)
        .isEqualTo(
            LockedImage.of(
                name("team/app:1.0"), index.digest(), Map.of("linux/arm64", arm64.digest())));
  }

  @Test
  void aDockerManifestListIsReadForSeveralPlatforms() {
    ImagePusher pusher = pusher("list");
    Pushed amd64 = pusher.image(DOCKER_MANIFEST, "linux/amd64", null);
    Pushed arm64 = pusher.image(DOCKER_MANIFEST, "linux/arm64", null);
    Pushed list =
        pusher.index(
            DOCKER_LIST,
            List.of(new Member(amd64, "linux/amd64"), new Member(arm64, "linux/arm64")),
            "latest");

    LockedImage locked = resolver.resolve(name("list"), "linux/amd64", "linux/arm64");

    assertThat(locked.image()).isEqualTo(name("list:latest"));
    assertThat(locked.digest()).isEqualTo(list.digest());
    assertThat(locked.platforms())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("linux/amd64", amd64.digest(), "linux/arm64", arm64.digest()));
  }

  @Test
  void anImageOfOnePlatformIsPinnedByItsManifest() {
    Pushed image = pusher("single").image(DOCKER_MANIFEST, "linux/arm64", "1");

    assertThat(resolver.resolve(name("single:1"), "linux/arm64").digest())
        .isEqualTo(image.digest());
  }

  @Test
  void aMissingPlatformIsReportedWithThoseThatAreThere() {
    ImagePusher pusher = pusher("mail");
    Pushed amd64 = pusher.image(OCI_MANIFEST, "linux/amd64", null);
    Pushed attestation = pusher.image(OCI_MANIFEST, "unknown/unknown", null);
    pusher.index(
        OCI_INDEX,
        List.of(new Member(amd64, "linux/amd64"), new Member(attestation, "unknown/unknown")),
        "1");

    assertThatThrownBy(() -> resolver.resolve(name("mail:1"), "linux/arm64"))
        .isInstanceOf(ImageResolutionException.class)
        .hasMessageContaining(
            name("mail:1") + " is not available for linux/arm64: it is available for linux/amd64;")
        .hasMessageContaining("run the pod on another processor")
        .hasMessageNotContaining("unknown")
        .asInstanceOf(type(ImageResolutionException.class))
        .extracting(e -> e.failures().get(0).reason())
        .isEqualTo(ImageFailure.Reason.NO_SUCH_PLATFORM);
  }

  @Test
  void anImageOfOnlyAnotherPlatformIsReported() {
    pusher("alone").image(OCI_MANIFEST, "linux/amd64", "1");

    assertThatThrownBy(() -> resolver.resolve(name("alone:1"), "linux/arm64"))
        .hasMessageContaining("the image is only for linux/amd64");
  }

  @Test
  void anIndexThatLiesIsFoundOutByTheConfiguration() {
    ImagePusher pusher = pusher("lying");
    Pushed amd64 = pusher.image(OCI_MANIFEST, "linux/amd64", null);
    pusher.index(OCI_INDEX, List.of(new Member(amd64, "linux/arm64")), "1");

    assertThatThrownBy(() -> resolver.resolve(name("lying:1"), "linux/arm64"))
        .hasMessageContaining("the configuration of " + amd64.digest() + " says linux/amd64");
  }

  @Test
  void theNewestVariantThatRunsIsTaken() {
    ImagePusher pusher = pusher("variants");
    Pushed v1 = pusher.image(OCI_MANIFEST, "linux/amd64", null);
    Pushed v2 = pusher.image(OCI_MANIFEST, "linux/amd64/v2", null);
    Pushed v3 = pusher.image(OCI_MANIFEST, "linux/amd64/v3", null);
    pusher.index(
        OCI_INDEX,
        List.of(
            new Member(v3, "linux/amd64/v3"),
            new Member(v1, "linux/amd64"),
            new Member(v2, "linux/amd64/v2")),
        "1");

    assertThat(resolver.resolve(name("variants:1"), "linux/amd64/v2", "linux/amd64").platforms())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("linux/amd64", v1.digest(), "linux/amd64/v2", v2.digest()));
  }

  @Test
  void allImagesThatCannotBeUsedAreReportedTogether() {
    pusher("good").image(OCI_MANIFEST, "linux/arm64", "1");

    assertThatThrownBy(
            () ->
                resolver.resolve(
                    List.of(name("good:1"), name("good:2"), name("none:1")), "linux/arm64"))
        .hasMessageStartingWith("2 images cannot be used:")
        .asInstanceOf(type(ImageResolutionException.class))
        .extracting(ImageResolutionException::failures)
        .satisfies(
            failures ->
                assertThat(failures)
                    .extracting(ImageFailure::image, ImageFailure::reason)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                            name("good:2"), ImageFailure.Reason.NOT_FOUND),
                        org.assertj.core.groups.Tuple.tuple(
                            name("none:1"), ImageFailure.Reason.NOT_FOUND)));
  }

  @Test
  void aReleaseIsPinnedAsAWhole() {
    ImagePusher pusher = pusher("mirror");
    Pushed amd64 = pusher.image(OCI_MANIFEST, "linux/amd64", null);
    Pushed arm64 = pusher.image(OCI_MANIFEST, "linux/arm64", null);
    Pushed index =
        pusher.index(
            OCI_INDEX,
            List.of(new Member(amd64, "linux/amd64"), new Member(arm64, "linux/arm64")),
            "1");
    PlausibleRelease mirrored = PlausibleRelease.CE_3_2.mapImages(image -> name("mirror:1"));

    ImageLock lock = resolver.resolve(mirrored, Architecture.ANY);
    PlausibleRelease pinned = mirrored.mapImages(lock::pinned);

    assertThat(lock.images().get(0).platforms()).containsOnlyKeys("linux/amd64", "linux/arm64");
    assertThat(pinned.clickHouseImage()).isEqualTo(name("mirror:1@" + index.digest()));
    assertThat(pinned.plausibleImage()).isEqualTo(pinned.toolsImage());
  }

  @Test
  void aLockIsComparedWithTheRegistry() {
    ImagePusher pusher = pusher("moving");
    Pushed first = pusher.image(OCI_MANIFEST, "linux/arm64", "1");
    ImageLock lock = resolver.resolve(List.of(name("moving:1")), "linux/arm64");
    assertThat(resolver.verify(lock))
        .extracting(LockedImageCheck::state)
        .containsExactly(LockedImageCheck.State.CURRENT);

    Pushed second = pusher.image(OCI_MANIFEST, "linux/arm64/v8", "1");
    assertThat(resolver.verify(lock).get(0))
        .isEqualTo(
            new LockedImageCheck(
                lock.images().get(0), LockedImageCheck.State.TAG_MOVED, second.digest()))
        .asString()
        .contains("the tag refers to " + second.digest() + " now");

    pusher.delete(first);
    assertThat(resolver.verify(lock).get(0))
        .hasToString(
            name("moving:1")
                + ": the locked content "
                + first.digest()
                + " is gone; resolve the image again");
  }
}
