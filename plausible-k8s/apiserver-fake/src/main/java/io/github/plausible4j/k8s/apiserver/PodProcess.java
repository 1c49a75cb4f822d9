package io.github.plausible4j.k8s.apiserver;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A process of a container. Channel 0 carries its standard input, 1 its standard output, 2 its
 * standard error, and 3 its exit status.
 */
final class PodProcess extends WebSocketListener {
  private static final int BLOCK = 8192;
  private static final int NORMAL_CLOSURE = 1000;
  private static final int FAILURE = 1011;
  private static final byte OUTPUT = 1;
  private static final byte ERRORS = 2;
  private static final byte STATUS = 3;

  private final List<String> command;
  private final Path programs;
  private volatile @Nullable Process process;

  PodProcess(List<String> command, Path programs) {
    this.command = command;
    this.programs = programs;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    // The new PATH applies to the lookup by env, not to that by ProcessBuilder.
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/env");
    builder.command().addAll(command);
    builder
        .environment()
        .compute("PATH", (name, path) -> programs + File.pathSeparator + String.valueOf(path));
    try {
      Process running = builder.start();
      process = running;
      Thread errors = pump(socket, running.getErrorStream(), ERRORS);
      Thread output = pump(socket, running.getInputStream(), OUTPUT);
      start(() -> report(socket, running, List.of(errors, output)));
    } catch (IOException e) {
      socket.close(FAILURE, "cannot start");
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    Process running = process;
    if (running == null || bytes.size() < 2 || bytes.getByte(0) != 0) {
      return;
    }
    try {
      OutputStream input = running.getOutputStream();
      input.write(bytes.substring(1).toByteArray());
      input.flush();
    } catch (IOException e) {
      // The process no longer reads.
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    end();
  }

  @Override
  public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
    end();
  }

  private void end() {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  private static void report(WebSocket socket, Process process, List<Thread> pumps) {
    try {
      int code = process.waitFor();
      for (Thread pump : pumps) {
        pump.join();
      }
      String status =
          code == 0
              ? "{\"status\":\"Success\"}"
              : "{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":"
                  + "[{\"reason\":\"ExitCode\",\"message\":\""
                  + code
                  + "\"}]}}";
      socket.send(message(STATUS, status.getBytes(StandardCharsets.UTF_8)));
      socket.close(NORMAL_CLOSURE, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread pump(WebSocket socket, InputStream from, byte channel) {
    return start(
        () -> {
          byte[] block = new byte[BLOCK];
          try {
            for (int read = from.read(block); read >= 0; read = from.read(block)) {
              socket.send(new Buffer().writeByte(channel).write(block, 0, read).readByteString());
            }
          } catch (IOException e) {
            // The process has ended.
          }
        });
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "fake-api-server-exec");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static ByteString message(byte channel, byte[] content) {
    return new Buffer().writeByte(channel).write(content).readByteString();
  }
}
