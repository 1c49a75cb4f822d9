package io.github.plausible4j.testkit.chaos;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A proxy in a process of its own that does to requests what networks do. It prints the name of
 * each mischief, so that a test knows that it happened.
 */
final class ChaosProxy {
  private final int port;
  private final int target;
  private final RandomGenerator random;
  private final boolean calm;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ChaosProxy(int port, int target, long seed, boolean calm) {
    this.port = port;
    this.target = target;
    this.random = new SplittableRandom(seed);
    this.calm = calm;
  }

  /** Arguments: port to listen on, port of the server, seed, and {@code calm} for no mischief. */
  public static void main(String[] args) throws Exception {
    boolean calm = args.length > 3 && args[3].equals("calm");
    new ChaosProxy(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]), calm)
        .run();
  }

  private void run() throws IOException, InterruptedException {
    for (boolean first = true; ; first = false) {
      try (ServerSocket listener = new ServerSocket()) {
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        if (first) {
          say("READY");
        }
        accept(listener);
      }
      // An outage is real time: what is tested is a client that waits for it to end.
      Thread.sleep(200 + draw(600));
    }
  }

  /** Serves connections until an outage closes the listener. */
  private void accept(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        new Thread(() -> serve(client, listener)).start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client, ServerSocket listener) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      InputStream requests = new BufferedInputStream(client.getInputStream());
      InputStream answers = new BufferedInputStream(server.getInputStream());
      byte[] request = HttpMessage.read(requests);
      while (request.length > 0 && pass(request, client, server, answers, listener)) {
        request = HttpMessage.read(requests);
      }
    } catch (IOException | InterruptedException e) {
      // The other side went away, which is what this proxy is for.
      return;
    } finally {
      open.remove(client);
    }
  }

  /** Hands one request on and its answer back; whether the connection lives on. */
  private boolean pass(
      byte[] request, Socket client, Socket server, InputStream answers, ServerSocket listener)
      throws IOException, InterruptedException {
    ProxyFault mischief = next();
    switch (mischief) {
      case CUT_REQUEST -> {
        server.getOutputStream().write(request, 0, draw(request.length));
        server.getOutputStream().flush();
        return false;
      }
      case HALF_OPEN -> {
        // Until the client gives up.
        return client.getInputStream().read() >= 0;
      }
      case OUTAGE -> {
        listener.close();
        open.forEach(ChaosProxy::close);
        return false;
      }
      case DELAY -> Thread.sleep(draw(200));
      default -> {}
    }
    server.getOutputStream().write(request);
    server.getOutputStream().flush();
    byte[] answer = HttpMessage.read(answers);
    OutputStream out = client.getOutputStream();
    switch (mischief) {
      case RESET_AFTER_READING -> {
        client.setSoLinger(true, 0);
        return false;
      }
      case CUT_ANSWER -> {
        out.write(answer, 0, draw(answer.length));
        out.flush();
        return false;
      }
      case DRIP -> {
        for (byte b : answer) {
          out.write(b);
          out.flush();
          Thread.sleep(1);
        }
      }
      default -> {
        out.write(answer);
        out.flush();
      }
    }
    return answer.length > 0;
  }

  private ProxyFault next() {
    if (calm) {
      return ProxyFault.NONE;
    }
    ProxyFault mischief;
    synchronized (random) {
      mischief = ProxyFault.next(random);
    }
    if (mischief != ProxyFault.NONE) {
      say(mischief.name());
    }
    return mischief;
  }

  private int draw(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }
}
