package io.github.plausible4j.admin.backup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs programs in a container through the API server. Arguments appear in the audit log of the
 * cluster and the environment cannot be set, so secrets are passed on the input.
 */
final class PodHost implements DatabaseHost {
  private final KubernetesClient client;
  private final String namespace;
  private final String pod;
  private final String container;

  PodHost(KubernetesClient client, String namespace, String pod, String container) {
    this.client = client;
    this.namespace = namespace;
    this.pod = pod;
    this.container = container;
  }

  @Override
  public HostResult run(HostCommand command, InputStream input, OutputStream output)
      throws IOException {
    StderrTail errors = new StderrTail();
    CompletableFuture<Integer> end = new CompletableFuture<>();
    WatchedOutput watched = new WatchedOutput(output, end);
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            .redirectingInput()
            .writingOutput(watched)
            .writingError(errors)
            .exec(SecretInput.arguments(command).toArray(String[]::new))) {
      CompletableFuture<Void> unused =
          exec.exitCode()
              .handle(
                  (code, failure) -> {
                    if (failure == null && code != null && code >= 0) {
                      end.complete(code);
                    } else {
                      end.completeExceptionally(
                          failure != null ? failure : new IOException("no exit code arrived"));
                    }
                    return null;
                  });
      feed(SecretInput.of(command, input), exec.getInput(), end);
      return new HostResult(end.get(), command.masked(errors.text()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.program() + " ran in " + pod, e);
    } catch (ExecutionException | KubernetesClientException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new IOException(
          "the connection to "
              + command.program()
              + " in pod "
              + pod
              + " ended early: "
              + command.masked(String.valueOf(cause.getMessage())),
          cause);
    }
  }

  /**
   * Sends the input to the program. If the input breaks off, this ends the run, because the program
   * would wait for more.
   */
  private static void feed(InputStream from, OutputStream to, CompletableFuture<Integer> end) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[1 << 15];
              while (true) {
                int read;
                try {
                  read = from.read(buffer);
                } catch (IOException e) {
                  end.completeExceptionally(e);
                  return;
                }
                try {
                  if (read < 0) {
                    return;
                  }
                  to.write(buffer, 0, read);
                  to.flush();
                } catch (IOException | RuntimeException e) {
                  return; // The program ended; its exit code shows how.
                }
              }
            },
            "plausible4j-backup-input");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the run when the program's output cannot be written. */
  private static final class WatchedOutput extends OutputStream {
    private final OutputStream output;
    private final CompletableFuture<Integer> end;

    WatchedOutput(OutputStream output, CompletableFuture<Integer> end) {
      this.output = output;
      this.end = end;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        output.write(bytes, offset, length);
        output.flush();
      } catch (IOException e) {
        end.completeExceptionally(e);
        throw e;
      }
    }
  }
}
