package io.github.plausible4j.k8s.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Pushes small but complete images: a configuration, a layer, manifests, indexes. */
public final class ImagePusher {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  private static final OkHttpClient HTTP = new OkHttpClient();

  private final HttpUrl repository;
  private final @Nullable String authorization;

  /** A member of an index; the platform is what the index says, true or not. */
  public record Member(Pushed image, String platform) {}

  /** Something that was pushed. */
  public record Pushed(String digest, int size, String mediaType) {}

  public ImagePusher(String authority, String repository, @Nullable String authorization) {
    this.repository = HttpUrl.get("http://" + authority + "/v2/" + repository + "/");
    this.authorization = authorization;
  }

  public ImagePusher(String authority, String repository) {
    this(authority, repository, null);
  }

  /** Pushes an image whose configuration names a platform; without a tag unless one is given. */
  public Pushed image(String mediaType, String platform, @Nullable String tag) {
    boolean oci = mediaType.equals(OCI_MANIFEST);
    String configuration =
        "{" + platform(platform) + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    String configType =
        oci
            ? "application/vnd.oci.image.config.v1+json"
            : "application/vnd.docker.container.image.v1+json";
    String layerType =
        oci
            ? "application/vnd.oci.image.layer.v1.tar"
            : "application/vnd.docker.image.rootfs.diff.tar.gzip";
    return manifest(
        mediaType,
        """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
        """
            .formatted(
                mediaType,
                descriptor(blob(configuration, configType), ""),
                descriptor(blob("a layer", layerType), "")),
        tag);
  }

  /** Pushes an index or manifest list. */
  public Pushed index(String mediaType, List<Member> members, @Nullable String tag) {
    String entries =
        members.stream()
            .map(m -> descriptor(m.image(), ",\"platform\":{" + platform(m.platform()) + "}"))
            .collect(Collectors.joining(","));
    return manifest(
        mediaType,
        "{\"schemaVersion\":2,\"mediaType\":\"" + mediaType + "\",\"manifests\":[" + entries + "]}",
        tag);
  }

  /** Deletes a manifest. */
  public void delete(Pushed pushed) {
    call(new Request.Builder().delete(), resolve("manifests/" + pushed.digest()), 202);
  }

  private Pushed manifest(String mediaType, String json, @Nullable String tag) {
    ByteString bytes = ByteString.encodeUtf8(json);
    Pushed pushed = new Pushed("sha256:" + bytes.sha256().hex(), bytes.size(), mediaType);
    String selector = tag == null ? pushed.digest() : tag;
    RequestBody body = RequestBody.create(bytes, MediaType.get(mediaType));
    call(new Request.Builder().put(body), resolve("manifests/" + selector), 201);
    return pushed;
  }

  private Pushed blob(String text, String mediaType) {
    ByteString bytes = ByteString.encodeUtf8(text);
    String digest = "sha256:" + bytes.sha256().hex();
    RequestBody nothing = RequestBody.create(ByteString.EMPTY, null);
    String place = call(new Request.Builder().post(nothing), resolve("blobs/uploads/"), 202);
    HttpUrl upload = HttpUrl.get(place).newBuilder().addQueryParameter("digest", digest).build();
    RequestBody body = RequestBody.create(bytes, MediaType.get("application/octet-stream"));
    call(new Request.Builder().put(body), upload, 201);
    return new Pushed(digest, bytes.size(), mediaType);
  }

  private HttpUrl resolve(String path) {
    HttpUrl url = repository.resolve(path);
    assertThat(url).isNotNull();
    return url;
  }

  private String call(Request.Builder request, HttpUrl url, int expected) {
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (Response response = HTTP.newCall(request.url(url).build()).execute()) {
      assertThat(response.code()).as(response.body().string()).isEqualTo(expected);
      return response.header("Location", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String descriptor(Pushed pushed, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(pushed.mediaType(), pushed.digest(), pushed.size(), more);
  }

  private static String platform(String platform) {
    String[] parts = platform.split("/", -1);
    String variant = parts.length < 3 ? "" : ",\"variant\":\"" + parts[2] + "\"";
    return "\"os\":\"%s\",\"architecture\":\"%s\"%s".formatted(parts[0], parts[1], variant);
  }
}
