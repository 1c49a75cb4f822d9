package io.github.plausible4j.k8s.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A forwarded connection. Channel 0 carries data and channel 1 an error. Each starts with the port
 * number.
 */
final class PortForwardBridge extends WebSocketListener {
  private static final int NORMAL_CLOSURE = 1000;
  private static final int BLOCK = 8192;
  private static final byte DATA = 0;
  private static final byte ERROR = 1;

  private final int containerPort;
  private final @Nullable Integer localPort;
  private final Consumer<PortForwardBridge> onEnd;
  private volatile @Nullable Socket inside;
  private volatile @Nullable WebSocket outside;

  PortForwardBridge(
      int containerPort, @Nullable Integer localPort, Consumer<PortForwardBridge> onEnd) {
    this.containerPort = containerPort;
    this.localPort = localPort;
    this.onEnd = onEnd;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    outside = socket;
    socket.send(port(DATA));
    socket.send(port(ERROR));
    try {
      if (localPort == null) {
        throw new IOException("connection refused");
      }
      Socket connected = new Socket(InetAddress.getLoopbackAddress(), localPort);
      inside = connected;
      Thread reader = new Thread(() -> pump(connected, socket), "fake-api-server-forward");
      reader.setDaemon(true);
      reader.start();
    } catch (IOException e) {
      String text = "error forwarding port " + containerPort + " to pod: " + e.getMessage();
      socket.send(message(ERROR, text.getBytes(StandardCharsets.UTF_8)));
      end();
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    Socket connected = inside;
    if (connected == null || bytes.size() == 0 || bytes.getByte(0) != DATA) {
      return;
    }
    try {
      connected.getOutputStream().write(bytes.substring(1).toByteArray());
      connected.getOutputStream().flush();
    } catch (IOException e) {
      end();
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

  void cut() {
    end();
  }

  private void pump(Socket connected, WebSocket socket) {
    byte[] block = new byte[BLOCK];
    try {
      InputStream in = connected.getInputStream();
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        socket.send(new Buffer().writeByte(DATA).write(block, 0, read).readByteString());
      }
    } catch (IOException e) {
      // Closed by the other side.
    }
    end();
  }

  private void end() {
    Socket connected = inside;
    if (connected != null) {
      try {
        connected.close();
      } catch (IOException e) {
        // The connection is over either way.
      }
    }
    WebSocket socket = outside;
    if (socket != null) {
      socket.close(NORMAL_CLOSURE, null);
    }
    onEnd.accept(this);
  }

  private ByteString port(byte channel) {
    return new Buffer().writeByte(channel).writeShortLe(containerPort).readByteString();
  }

  private static ByteString message(byte channel, byte[] content) {
    return new Buffer().writeByte(channel).write(content).readByteString();
  }
}
