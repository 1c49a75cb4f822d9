package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A watch. It sends the changes since a version and bookmarks, or an error event if the version is
 * too old.
 */
final class Watch extends WebSocketListener {
  private static final long BOOKMARK_MILLIS = 500;
  private static final int NORMAL_CLOSURE = 1000;

  private final Target target;
  private final Store store;
  private final Kind kind;
  private volatile boolean over;

  Watch(Target target, Store store, Kind kind) {
    this.target = target;
    this.store = store;
    this.kind = kind;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    Thread sender = new Thread(() -> serve(socket), "fake-api-server-watch");
    sender.setDaemon(true);
    sender.start();
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    over = true;
    socket.close(NORMAL_CLOSURE, null);
  }

  @Override
  public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
    over = true;
  }

  private void serve(WebSocket socket) {
    String since = target.parameter("resourceVersion");
    BlockingQueue<Store.Change> changes;
    try {
      changes = store.watch(since.isEmpty() ? store.version() : Long.parseLong(since));
    } catch (ApiFailure gone) {
      send(socket, "ERROR", gone.status());
      socket.close(NORMAL_CLOSURE, null);
      return;
    }
    try {
      stream(socket, changes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      store.unwatch(changes);
      socket.close(NORMAL_CLOSURE, null);
    }
  }

  private void stream(WebSocket socket, BlockingQueue<Store.Change> changes)
      throws InterruptedException {
    while (!over) {
      long version = store.version();
      Store.@Nullable Change change = changes.poll(BOOKMARK_MILLIS, TimeUnit.MILLISECONDS);
      if (change == null) {
        send(socket, "BOOKMARK", bookmark(version));
      } else if (change.isBookmark()) {
        send(socket, "BOOKMARK", bookmark(change.version()));
      } else if (change.object() == null) {
        return;
      } else if (kind.equals(change.kind()) && target.selects(change.object())) {
        send(socket, change.type(), change.object());
      }
    }
  }

  private ObjectNode bookmark(long version) {
    ObjectNode object = Json.object();
    object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
    object.putObject("metadata").put("resourceVersion", String.valueOf(version));
    return object;
  }

  private static void send(WebSocket socket, String type, JsonNode object) {
    ObjectNode event = Json.object();
    event.put("type", type).set("object", object);
    socket.send(Json.write(event));
  }
}
