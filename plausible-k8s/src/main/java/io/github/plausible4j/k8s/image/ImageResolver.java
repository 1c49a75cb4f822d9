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
 * Resolves images to digests over the OCI distribution protocol, and verifies that they exist for a
 * platform: an image without {@code linux/arm64} fails here, not after the download on a board. The
 * resolver follows the name to the index, the manifest and the configuration that names the
 * platform, and checks the digest of every body. An image for a platform does not run on each
 * processor of that platform: the provisioner's preflight checks the processors.
 *
 * <p>Thread-safe. Requests to busy or broken registries are tried up to four times. All connections
 * use TLS, except to registries on the loopback interface and those named in {@link
 * Builder#plainHttp}.
 */
public final class ImageResolver {
  private final PlatformResolver proof;

  private ImageResolver(PlatformResolver proof) {
    this.proof = proof;
  }

  /** Creates a resolver for public images. */
  public static ImageResolver create() {
    return builder().build();
  }

  /** Configures a resolver with credentials or other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Resolves an image and verifies that it exists for all given platforms.
   *
   * @param image the name as in a pod, such as {@code postgres:16-alpine}
   * @param platforms at least one platform, such as {@code linux/arm64}
   * @throws IllegalArgumentException if the image name or a platform is not valid
   * @throws ImageResolutionException if the image does not exist, if the registry cannot be
   *     queried, or if the thread is interrupted (its interrupt flag stays set)
   */
  public LockedImage resolve(String image, String... platforms) {
    return resolve(List.of(image), platforms).images().get(0);
  }

  /**
   * Resolves images and verifies that they exist for all given platforms.
   *
   * @throws IllegalArgumentException if an image name or a platform is not valid
   * @throws ImageResolutionException if an image does not exist or a registry cannot be queried; it
   *     has all failures
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
   * Resolves all images of a release and verifies that they exist for an architecture. Pin them
   * with {@code release.mapImages(lock::pinned)}.
   *
   * @param architecture {@link Architecture#ANY} means both {@code linux/amd64} and {@code
   *     linux/arm64}
   * @throws ImageResolutionException if an image does not exist or a registry cannot be queried; it
   *     has all failures
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
   * Compares a lock with the registries: whether the locked content still exists for each platform,
   * and whether the tag still refers to it.
   *
   * @return a check for each image, in the order of the lock
   * @throws ImageResolutionException if a registry cannot be queried; it has all failures
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

  /** Builds an {@link ImageResolver}. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Credentials> credentials = new HashMap<>();
    private final Set<String> plainHttp = new HashSet<>();
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.REAL;

    private Builder() {}

    /**
     * Sets the credentials for a registry; none by default. They are sent only to this registry and
     * to the token server that it names.
     *
     * @param registry the registry as in image names, such as {@code ghcr.io} or {@code
     *     registry.lan:5000}; {@code docker.io} for Docker Hub
     * @param user the user's name
     * @param password the password, or an access token
     */
    public Builder credentials(String registry, String user, String password) {
      credentials.put(registry, new Credentials(user, password));
      return this;
    }

    /**
     * Reads the credentials that {@code docker login} stored as text. Credentials in a credential
     * helper cannot be read.
     *
     * @param file the file, such as {@code ~/.docker/config.json}, or a pull Secret's {@code
     *     .dockerconfigjson}
     * @throws IllegalArgumentException if the file cannot be read or parsed
     */
    public Builder credentials(Path file) {
      credentials.putAll(DockerConfig.read(file));
      return this;
    }

    /** Allows plain HTTP for a registry without TLS, such as {@code registry.lan:5000}. */
    public Builder plainHttp(String registry) {
      plainHttp.add(registry);
      return this;
    }

    /**
     * Sets the HTTP client to derive from, for proxies, private certificate authorities and
     * time-outs. By default, the time-out is 10 seconds for a connection and 60 seconds for a call.
     */
    public Builder httpClient(OkHttpClient client) {
      httpClient = client;
      return this;
    }

    /** Sets the clock for the expiry of tokens; the system clock by default. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    Builder sleeper(Sleeper newSleeper) {
      sleeper = newSleeper;
      return this;
    }

    /** Builds the resolver. Sends no request yet. */
    public ImageResolver build() {
      OkHttpClient client = httpClient != null ? httpClient : BoundedHttp.defaultClient();
      RegistrySettings settings = new RegistrySettings(credentials, plainHttp);
      return new ImageResolver(
          new PlatformResolver(new Registry(client, settings, clock, sleeper)));
    }
  }
}
