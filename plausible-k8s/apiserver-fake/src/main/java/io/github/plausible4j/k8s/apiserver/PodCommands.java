package io.github.plausible4j.k8s.apiserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The commands in containers. They run as processes of this machine. */
public final class PodCommands {
  private final Map<String, Path> programs = new ConcurrentHashMap<>();
  private final List<String> arguments = new CopyOnWriteArrayList<>();

  PodCommands() {}

  /** Sets the directory with the programs of every container with this name. */
  public void serve(String container, Path directory) {
    programs.put(container, directory);
  }

  /** The arguments of all commands so far, as in a cluster's audit log. */
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
