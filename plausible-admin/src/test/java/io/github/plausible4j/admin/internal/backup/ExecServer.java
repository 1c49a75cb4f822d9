package io.github.plausible4j.admin.internal.backup;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * An API server whose pods run processes of this machine, as a kubelet does: one WebSocket with a
 * channel each for input, output, errors and the status.
 */
final class ExecServer implements AutoCloseable {
  private static final String POD =
      "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"db-0\",\"namespace\":\"ns\","
          + "\"resourceVersion\":\"1\"},\"spec\":{\"containers\":[{\"name\":\"db\"}]},\"status\":"
          + "{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";

  final List<String> arguments = new CopyOnWriteArrayList<>();
  volatile long cutAfter = Long.MAX_VALUE;

  private final MockWebServer http = new MockWebServer();

  ExecServer() throws IOException {
    http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (!request.getUrl().encodedPath().endsWith("/exec")) {
              boolean one = request.getUrl().encodedPath().endsWith("/db-0");
              return new MockResponse.Builder()
                  .addHeader("Content-Type", "application/json")
                  .body(
                      one
                          ? POD
                          : "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"metadata\":"
                              + "{\"resourceVersion\":\"1\"},\"items\":["
                              + POD
                              + "]}")
                  .build();
            }
            List<String> command =
                request.getUrl().queryParameterValues("command").stream()
                    .map(String::valueOf)
                    .toList();
            arguments.addAll(command);
            return new MockResponse.Builder()
                .addHeader("Sec-WebSocket-Protocol", "v4.channel.k8s.io")
                .webSocketUpgrade(new Session(command))
                .build();
          }
        });
    http.start();
  }

  KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + http.getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  public void close() {
    http.close();
  }

  private final class Session extends WebSocketListener {
    private final List<String> command;
    private volatile Process process;

    Session(List<String> command) {
      this.command = command;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      try {
        process = new ProcessBuilder(command).start();
      } catch (IOException e) {
        socket.close(1011, "no such program");
        return;
      }
      Process running = process;
      Thread errors = new Thread(() -> send(socket, running.getErrorStream(), 2));
      errors.start();
      new Thread(
              () -> {
                if (!send(socket, running.getInputStream(), 1)) {
                  running.descendants().forEach(ProcessHandle::destroyForcibly);
                  running.destroyForcibly();
                  socket.close(1011, "the node is gone");
                  return;
                }
                try {
                  int code = running.waitFor();
                  errors.join();
                  String status =
                      code == 0
                          ? "{\"status\":\"Success\"}"
                          : "{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":"
                              + "{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\""
                              + code
                              + "\"}]}}";
                  socket.send(message(3, status.getBytes(StandardCharsets.UTF_8)));
                  socket.close(1000, "");
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              })
          .start();
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      try {
        OutputStream input = process.getOutputStream();
        input.write(bytes.substring(1).toByteArray());
        input.flush();
      } catch (IOException e) {
        // The process reads no more.
      }
    }

    private boolean send(WebSocket socket, InputStream from, int channel) {
      byte[] buffer = new byte[8192];
      long sent = 0;
      try {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
          sent += read;
          if (channel == 1 && sent > cutAfter) {
            return false;
          }
          socket.send(message(channel, Arrays.copyOf(buffer, read)));
        }
      } catch (IOException e) {
        return true; // The process has ended.
      }
      return true;
    }

    private ByteString message(int channel, byte[] content) {
      byte[] message = new byte[content.length + 1];
      message[0] = (byte) channel;
      System.arraycopy(content, 0, message, 1, content.length);
      return ByteString.of(message);
    }
  }
}
