package io.github.plausible4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The release of a server from {@code GET /api/system}, a route that exists since release 3.0. For
 * an older server {@link #hasSystemRoute()} is {@code false} and nothing else is known. Images that
 * were built by hand do not know their version either.
 */
public final class ServerInfo {
  static final ServerInfo BEFORE_3_0 = new ServerInfo(false, null, null, null);

  private final boolean hasSystemRoute;
  private final @Nullable String version;
  private final @Nullable String commit;
  private final @Nullable String geoDatabase;

  private ServerInfo(
      boolean hasSystemRoute,
      @Nullable String version,
      @Nullable String commit,
      @Nullable String geoDatabase) {
    this.hasSystemRoute = hasSystemRoute;
    this.version = version;
    this.commit = commit;
    this.geoDatabase = geoDatabase;
  }

  static ServerInfo read(JsonNode json) {
    JsonNode build = json.path("build");
    return new ServerInfo(
        true,
        build.path("version").asText(null),
        build.path("commit").asText(null),
        json.path("geo_database").asText(null));
  }

  /** Whether the server is of release 3.0 or newer. */
  public boolean hasSystemRoute() {
    return hasSystemRoute;
  }

  /** The release, for example {@code v3.2.1}. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** The commit that the server was built from. */
  public Optional<String> commit() {
    return Optional.ofNullable(commit);
  }

  /** The database that turns addresses into places, for example {@code DBIP-City-Lite}. */
  public Optional<String> geoDatabase() {
    return Optional.ofNullable(geoDatabase);
  }

  @Override
  public String toString() {
    return "ServerInfo["
        + (hasSystemRoute ? "version=" + version : "before 3.0")
        + ", commit="
        + commit
        + ", geoDatabase="
        + geoDatabase
        + "]";
  }
}
