package io.github.plausible4j.k8s.apiserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;

/**
 * The port-forwards to pods. A container port is mapped to a port of this machine, and connections
 * are bridged like a kubelet does.
 */
public final class PortForwards {
  private final Map<Integer, Integer> listeners = new ConcurrentHashMap<>();
  private final List<PortForwardBridge> bridges = new CopyOnWriteArrayList<>();
  private volatile boolean forbidden;

  PortForwards() {}

  /** Maps a port of every pod to a port on the loopback interface. */
  public void serve(int containerPort, int localPort) {
    listeners.put(containerPort, localPort);
  }

  /** Ends the mapping of a port. Open connections stay open. */
  public void stopServing(int containerPort) {
    listeners.remove(containerPort);
  }

  /** Refuses every port-forward with 403, as without permission for {@code pods/portforward}. */
  public void forbid() {
    forbidden = true;
  }

  /** Closes all port-forwards, like a node that loses its pods. */
  public void cut() {
    bridges.forEach(PortForwardBridge::cut);
  }

  /** The number of open connections. */
  public int open() {
    return bridges.size();
  }

  MockResponse serve(Target target, Resources resources, Kind pods) {
    try {
      if (forbidden) {
        throw new ApiFailure(
            403,
            "Forbidden",
            "pods \""
                + target.name()
                + "\" is forbidden: User \"test\" cannot get resource \"pods/portforward\" in API"
                + " group \"\" in the namespace \""
                + target.namespace()
                + "\"",
            List.of());
      }
      resources.require(pods, target.namespace(), target.name());
    } catch (ApiFailure failure) {
      return Api.answer(failure.code(), failure.status());
    }
    int port = Integer.parseInt(target.parameter("ports"));
    PortForwardBridge bridge = new PortForwardBridge(port, listeners.get(port), bridges::remove);
    bridges.add(bridge);
    return new MockResponse.Builder()
        .addHeader("Sec-WebSocket-Protocol", "v4.channel.k8s.io")
        .webSocketUpgrade(bridge)
        .build();
  }
}
