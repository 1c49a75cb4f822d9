package io.github.plausible4j.k8s.apiserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** What runs inside containers: processes of this machine, with the container's own programs. */
public final class PodCommands {
  private final Map<String, Path> programs = new ConcurrentHashMap<>();
  private final List<String> arguments = new CopyOnWriteArrayList<>();

  PodCommands() {}

  /** Lets the programs of a directory be those of every container of this name. */
  public void serve(String container, Path directory) {
    programs.put(container, directory);
  }

  /** The arguments of all commands so far, as the audit log of a cluster has them. */
  public List<String> arguments() {
    return List.copyOf(arguments);
  }

  MockResponse serve(Target target, List<String> command, Resources resources, Kind pods) {
    @Nullable Path directory = programs.get(target.parameter("container"));
    try {
      resources.require(pods, target.namespace(), target.name());
      if (directory == null) {
        throw new ApiFailure(500, "InternalError", "no programs in this container", List.of());
      }
    } catch (ApiFailure failure) {
      return Api.answer(failure.code(), failure.status());
    }
    arguments.addAll(command);
    return new MockResponse.Builder()
        .addHeader("Sec-WebSocket-Protocol", "v4.channel.k8s.io")
        .webSocketUpgrade(new PodProcess(command, directory))
        .build();
  }
}
