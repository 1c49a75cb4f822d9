package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.Map;

/**
 * For internal use only. Lets Plausible itself send a mail from a short-lived Job in its own
 * network, with its own mail adapter, sender and password. Thread-safe. The caller keeps ownership
 * of the client.
 */
public final class MailJob {
  private static final String SENT = "SENT";
  private static final String REFUSED = "REFUSED ";

  private final ApplicationJob job;

  private MailJob(ApplicationJob job) {
    this.job = job;
  }

  /**
   * Runs Jobs beside a stack as it was last applied. Each gets five minutes, image pull included.
   */
  public static MailJob of(KubernetesClient client, PlausibleStack stack) {
    return new MailJob(ApplicationJob.of(client, stack));
  }

  /** Returns a copy with another deadline for each Job, image pull included. */
  public MailJob withDeadline(Duration newDeadline) {
    return new MailJob(job.withDeadline(newDeadline));
  }

  /**
   * Sends a mail.
   *
   * @return empty if the relay accepted it, otherwise the error that the relay or the connection to
   *     it reported, cut at about 1,000 characters
   * @throws ProvisioningException if the Job may not be created or does not succeed
   */
  public String send(String to, String subject, String text) {
    String answer = job.run(program(), Map.of("to", to, "subject", subject, "text", text));
    return answer.equals(SENT) ? "" : answer.replaceFirst("^" + REFUSED, "");
  }

  /** An Elixir program. Old releases of the mail library return the mail, newer ones a tuple. */
  private static String program() {
    return """
    Application.load(:plausible)
    {:ok, _} = Application.ensure_all_started(:ssl)
    {:ok, _} = Application.ensure_all_started(:bamboo)
    read = fn name -> File.read!("%s/" <> name) end
    email =
      Bamboo.Email.new_email(
        to: read.("to"),
        from: Application.get_env(:plausible, :mailer_email),
        subject: read.("subject"),
        text_body: read.("text")
      )
    words = fn
      %%{__exception__: true} = error -> Exception.message(error)
      error -> inspect(error)
    end
    answer =
      try do
        case Plausible.Mailer.deliver_now(email) do
          {:error, error} -> "%s" <> words.(error)
          _ -> "%s"
        end
      rescue
        error -> "%s" <> words.(error)
      end
    File.write!("/dev/termination-log", String.slice(answer, 0, 1000))
    """
        .formatted(ApplicationJob.DIRECTORY, REFUSED, SENT, REFUSED);
  }
}
