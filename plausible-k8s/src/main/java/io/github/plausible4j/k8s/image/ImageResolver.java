package io.github.plausible4j.k8s.image;

import io.github.plausible4j.k8s.internal.http.BoundedHttp;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.internal.image.ContentDigest;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.registry.Credentials;
import io.github.plausible4j.k8s.internal.registry.DockerConfig;
import io.github.plausible4j.k8s.internal.registry.Platform;
import io.github.plausible4j.k8s.internal.registry.PlatformResolver;
import io.github.plausible4j.k8s.internal.registry.Registry;
import io.github.plausible4j.k8s.internal.registry.RegistryFailure;
import io.github.plausible4j.k8s.internal.registry.RegistrySettings;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries, over the OCI distribution protocol, whether images are there for a platform, and
 * pins them: an image that has no {@code linux/arm64} fails here and not after the download on a
 * board. The proof goes from the name over the index and the manifest to the configuration that
 * names the processor; every body is checked against its digest. That an image is there for a
 * platform does not prove that each processor of that platform runs it: the provisioner's preflight
 * looks at the processors.
 *
 * <p>Thread-safe. Busy and broken registries are asked up to four times. Registries are spoken to
 * over TLS, except for those on the loopback interface and those named in {@link
 * Builder#plainHttp}.
 */
public final class ImageResolver {
  private final PlatformResolver proof;

  private ImageResolver(PlatformResolver proof) {
    this.proof = proof;
  }

  /** A resolver for public images. */
  public static ImageResolver create() {
    return builder().build();
  }

  /** A resolver with credentials or other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Proves that an image is there for all of some platforms.
   *
   * @param image as a pod would name it, such as {@code postgres:16-alpine}
   * @param platforms such as {@code linux/arm64}, at least one
   * @throws IllegalArgumentException if the name is not an image name, or a platform is not a
   *     platform
   * @throws ImageResolutionException if it is not there, if the registry cannot tell, or if the
   *     thread is interrupted, whose flag stays set
   */
  public LockedImage resolve(String image, String... platforms) {
    return resolve(List.of(image), platforms).images().get(0);
  }

  /**
   * Proves that images are there for all of some platforms.
   *
   * @throws IllegalArgumentException if a name is not an image name, or a platform is not a
   *     platform
   * @throws ImageResolutionException if one is not there, or a registry cannot tell; it has all
   *     failures
   */
  public ImageLock resolve(Collection<String> images, String... platforms) {
    List<Platform> wanted = Arrays.stream(platforms).map(Platform::parse).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "no platform to look for; name at least one, for instance linux/arm64");
    }
    List<ImageReference> names = images.stream().map(ImageReference::parse).toList();
    return ImageLock.of(
        each(
            names,
            ImageReference::toString,
            String.join(", ", wanted.stream().map(Platform::toString).toList()),
            name -> locked(name, proof.prove(name, wanted))));
  }

  /**
   * Proves that all images of a release are there for an architecture. Pin them with {@code
   * release.mapImages(lock::pinned)}.
   *
   * @param architecture {@link Architecture#ANY} means both, {@code linux/amd64} and {@code
   *     linux/arm64}
   * @throws ImageResolutionException if one is not there, or a registry cannot tell; it has all
   *     failures
   */
  public ImageLock resolve(PlausibleRelease release, Architecture architecture) {
    Set<String> images = new LinkedHashSet<>();
    PlausibleRelease unused =
        release.mapImages(
            image -> {
              images.add(image);
              return image;
            });
    String[] platforms =
        switch (architecture) {
          case AMD64 -> new String[] {"linux/amd64"};
          case ARM64 -> new String[] {"linux/arm64"};
          case ANY -> new String[] {"linux/amd64", "linux/arm64"};
        };
    return resolve(images, platforms);
  }

  /**
   * Compares a lock with the registries: is the locked content still there, for each of its
   * platforms, and does the tag still stand for it?
   *
   * @return a check for each image, in the order of the lock
   * @throws ImageResolutionException if a registry cannot tell; it has all failures
   */
  public List<LockedImageCheck> verify(ImageLock lock) {
    return each(
        lock.images(),
        LockedImage::image,
        "as locked",
        locked -> check(locked, ImageReference.parse(locked.image())));
  }

  private LockedImageCheck check(LockedImage locked, ImageReference name) {
    ContentDigest digest = ContentDigest.parse(locked.digest()).orElseThrow();
    List<Platform> platforms = locked.platforms().keySet().stream().map(Platform::parse).toList();
    String current =
        name.byTag().flatMap(tag -> present(() -> proof.digest(tag).toString())).orElse("");
    boolean there = present(() -> proof.prove(name.at(digest), platforms)).isPresent();
    boolean same = current.equals(locked.digest()) || name.tag() == null;
    LockedImageCheck.State state =
        !there
            ? LockedImageCheck.State.MISSING
            : same ? LockedImageCheck.State.CURRENT : LockedImageCheck.State.TAG_MOVED;
    return new LockedImageCheck(locked, state, current);
  }

  private static <T> Optional<T> present(java.util.function.Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (RegistryFailure e) {
      if (e.kind() == RegistryFailure.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static <T, R> List<R> each(
      Collection<T> items, Function<T, String> name, String platforms, Function<T, R> step) {
    List<R> results = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    @Nullable RegistryFailure first = null;
    for (T item : items) {
      try {
        results.add(step.apply(item));
      } catch (RegistryFailure e) {
        first = first == null ? e : first;
        failures.add(
            new ImageFailure(
                name.apply(item),
                platforms,
                ImageFailure.Reason.valueOf(e.kind().name()),
                String.valueOf(e.getMessage()),
                e.remedy()));
      }
    }
    if (first != null) {
      throw new ImageResolutionException(failures, first);
    }
    return results;
  }

  private static LockedImage locked(ImageReference name, PlatformResolver.Proof proof) {
    Map<String, String> platforms = new TreeMap<>();
    proof.manifests().forEach((platform, d) -> platforms.put(platform.toString(), d.toString()));
    return LockedImage.of(name.toString(), proof.digest().toString(), platforms);
  }

  /** Settings of an {@link ImageResolver}. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Credentials> credentials = new HashMap<>();
    private final Set<String> plainHttp = new HashSet<>();
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.REAL;

    private Builder() {}

    /**
     * Credentials for a registry; none by default. They go to this registry and to the token server
     * that it names, and nowhere else.
     *
     * @param registry as image names have it, such as {@code ghcr.io} or {@code registry.lan:5000};
     *     {@code docker.io} for Docker Hub
     * @param user the user's name
     * @param password the password, or an access token
     */
    public Builder credentials(String registry, String user, String password) {
      credentials.put(registry, new Credentials(user, password));
      return this;
    }

    /**
     * Takes the credentials that {@code docker login} wrote as text; those in a credential helper
     * cannot be read.
     *
     * @param file such as {@code ~/.docker/config.json}, or a pull Secret's {@code
     *     .dockerconfigjson}
     * @throws IllegalArgumentException if the file cannot be read as such
     */
    public Builder credentials(Path file) {
      credentials.putAll(DockerConfig.read(file));
      return this;
    }

    /** A registry that has no TLS, such as {@code registry.lan:5000}. */
    public Builder plainHttp(String registry) {
      plainHttp.add(registry);
      return this;
    }

    /**
     * The client to derive from, for proxies, own certificate authorities and time-outs. By default
     * a connection has to be there within 10 seconds and an answer within 60.
     */
    public Builder httpClient(OkHttpClient client) {
      httpClient = client;
      return this;
    }

    /** The clock by which tokens expire; the system's by default. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    Builder sleeper(Sleeper newSleeper) {
      sleeper = newSleeper;
      return this;
    }

    /** Makes the resolver. It asks nobody yet. */
    public ImageResolver build() {
      OkHttpClient client = httpClient != null ? httpClient : BoundedHttp.defaultClient();
      RegistrySettings settings = new RegistrySettings(credentials, plainHttp);
      return new ImageResolver(
          new PlatformResolver(new Registry(client, settings, clock, sleeper)));
    }
  }
}
