package io.github.plausible4j.admin;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.internal.cluster.LiveValues;
import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.PasswordRules;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.ProblemCollector;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.SchemaCheck;
import io.github.plausible4j.admin.internal.sql.UserFunctions;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.model.AdminException;
import io.github.plausible4j.admin.model.AdminResult;
import io.github.plausible4j.admin.model.BulkVerification;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.ClusterAccessException;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.k8s.internal.apply.DatabaseJob;
import io.github.plausible4j.k8s.internal.apply.MailJob;
import io.github.plausible4j.k8s.internal.render.DatabaseFunction;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The most common administration tasks, for clusters that forbid port-forwards. Each call runs a
 * short Job with Plausible's own image and takes as long as a pod takes to start. Where
 * port-forwards are allowed, {@link PlausibleAdmin#connect(KubernetesClient, PlausibleStack)} is
 * faster, has all operations and has previews. Values are passed in a Secret that is deleted with
 * the Job; a password is passed only as its hash.
 *
 * <p>A call that did not return can be repeated, whatever happened to its Job. Every call throws
 * {@link ClusterAccessException} if the Job is forbidden or fails, with the cause from its pod, and
 * {@link RefusedException} if the database's schema is newer than this library. Thread-safe. The
 * caller closes the client.
 */
public final class ClusterJobs {
  private static final String JOB = "job ";
  private static final String UNKNOWN_SCHEMA = "UNKNOWN_SCHEMA";
  private static final int LONGEST_PASSWORD = 128;

  private final PlausibleStack stack;
  private final DatabaseJob job;
  private final MailJob mail;
  private final LiveValues secrets;

  private ClusterJobs(PlausibleStack stack, DatabaseJob job, MailJob mail, LiveValues secrets) {
    this.stack = stack;
    this.job = job;
    this.mail = mail;
    this.secrets = secrets;
  }

  /** Jobs for a stack, passed as it was last applied. Each Job has five minutes. */
  public static ClusterJobs of(KubernetesClient client, PlausibleStack stack) {
    return new ClusterJobs(
        stack,
        DatabaseJob.of(client, stack),
        MailJob.of(client, stack),
        new LiveValues(client, stack));
  }

  /** Sets the deadline of each Job, image pull included. */
  public ClusterJobs withDeadline(Duration deadline) {
    return new ClusterJobs(stack, job.withDeadline(deadline), mail.withDeadline(deadline), secrets);
  }

  /** Same as {@link Users#verifyEmail}. */
  public Verification verifyEmail(String email) {
    return run(
        DatabaseFunction.VERIFY_EMAIL,
        email,
        List.of(TextRules.sought("email", email)),
        Verification::valueOf);
  }

  /** Same as {@link Users#verifyAllEmails}. */
  public BulkVerification verifyAllEmails() {
    return run(
        DatabaseFunction.VERIFY_ALL_EMAILS,
        "*",
        List.of(),
        answer -> new BulkVerification(Long.parseLong(answer)));
  }

  /**
   * Same as {@link Users#resetPassword}, but setting the current password again counts as a change.
   *
   * @param password is wiped in any case
   * @throws IllegalArgumentException if it is too short, too long or too weak
   */
  public ChangeResult resetPassword(String email, char[] password) {
    String sought;
    String hash;
    try {
      sought = TextRules.sought("email", email);
      hash = hash(password, sought);
    } finally {
      Arrays.fill(password, '\0');
    }
    return run(
        DatabaseFunction.RESET_PASSWORD,
        email,
        List.of(sought, hash, RandomTexts.trustedDeviceToken()),
        UserFunctions::result);
  }

  /**
   * Same as {@link Users#create}. The password of the argument is wiped in any case.
   *
   * @throws IllegalArgumentException if the password is too short, too long or too weak
   */
  public ChangeResult createUser(NewUser user) {
    String hash;
    try (user) {
      hash = hash(user.password(), user.email(), user.name());
    }
    return run(
        DatabaseFunction.CREATE_USER,
        user.email(),
        List.of(user.email(), user.name(), hash, Boolean.toString(user.emailVerified())),
        UserFunctions::result);
  }

  /**
   * Sends a mail as Plausible does: with its sender, relay, password and network policy. A mail
   * that the relay accepts can still fail to arrive.
   *
   * @param to one address
   * @throws RefusedException if the relay does not accept the mail, with its answer, or if the
   *     stack sends no mail
   */
  public ChangeResult sendTestMail(String to) {
    String address = TextRules.sought("to", to);
    if (stack.mail() instanceof MailSpec.None) {
      throw new RefusedException(
          "The stack "
              + stack.name()
              + " sends no mail; set a MailSpec, such as MailSpec.smtp, and apply the stack");
    }
    return run(
        "send-test-mail",
        address,
        () -> mail.send(address, "Test", "Plausible sends mail from " + stack.baseUrl() + "."),
        words -> {
          if (!words.isEmpty()) {
            throw new RefusedException(
                "The mail to "
                    + address
                    + " was not accepted: "
                    + masked(words)
                    + "; correct the MailSpec and apply the stack, or ask the relay's operator");
          }
          return ChangeResult.of(List.of("mail to " + address + " accepted by the relay"));
        });
  }

  /** Masks the mail password, because the answer may quote Plausible's configuration. */
  private String masked(String words) {
    return stack
        .mail()
        .credential()
        .flatMap(this::live)
        .filter(password -> !password.isEmpty())
        .map(password -> words.replace(password, "***"))
        .orElse(words);
  }

  private Optional<String> live(MailSpec.Credential credential) {
    return credential.source() instanceof SecretSource.Existing existing
        ? secrets.existing(existing)
        : secrets.value(SecretRole.MAIL, credential.variable());
  }

  /** The query that a Job runs after it has created the function. */
  private static String query(DatabaseFunction function) {
    return "SELECT CASE WHEN (SELECT max(version) FROM schema_migrations) > "
        + SchemaCheck.NEWEST_KNOWN
        + " THEN '"
        + UNKNOWN_SCHEMA
        + "' ELSE "
        + function.call()
        + " END";
  }

  private <R extends AdminResult> R run(
      DatabaseFunction function, String subject, List<String> values, Function<String, R> meaning) {
    String operation = function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return run(operation, subject, () -> answer(function, values), meaning);
  }

  private static <R extends AdminResult> R run(
      String operation, String subject, Supplier<String> job, Function<String, R> meaning) {
    R result;
    try {
      result = meaning.apply(answer(job));
    } catch (AdminException e) {
      Operations.auditFailure(JOB + operation, subject, e);
      throw e;
    }
    Operations.audit(JOB + operation, subject, false, result);
    return result;
  }

  private String answer(DatabaseFunction function, List<String> values) {
    String answer = job.run(function.definition(), query(function), values);
    if (answer.equals(UNKNOWN_SCHEMA)) {
      throw new RefusedException(
          "The database has migrations newer than "
              + SchemaCheck.NEWEST_KNOWN
              + ", the newest known; nothing was written. Use a newer version of this library");
    }
    return answer;
  }

  private static String answer(Supplier<String> job) {
    try {
      return job.get();
    } catch (ProvisioningException e) {
      throw new ClusterAccessException("The Job failed: " + e.getMessage(), e);
    }
  }

  private static String hash(char[] password, String... ownWords) {
    ProblemCollector violations = new ProblemCollector();
    for (String violation :
        PasswordRules.violations(password, LONGEST_PASSWORD, List.of(ownWords))) {
      violations.add("The new password " + violation);
    }
    violations.throwIfAny();
    return PasswordHash.of(password);
  }
}
