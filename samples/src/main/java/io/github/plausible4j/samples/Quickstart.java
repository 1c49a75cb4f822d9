package io.github.plausible4j.samples;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.UnauthorizedException;
import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.MintedApiKey;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.blog.BlogBuild;
import io.github.plausible4j.blog.BuildReport;
import io.github.plausible4j.blog.BuiltSite;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.testkit.PlausibleServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;

/**
 * The first steps: an empty database, a user, a site, a key, the events of a blog's build and of
 * its visitors, statistics, and the revocation of the key. PostgreSQL and the Plausible test server
 * end with this program. The argument is the output directory of a static site generator.
 */
public final class Quickstart {
  private static final String EMAIL = "me@example.org";
  private static final ZoneId TIMEZONE = ZoneId.of("Europe/Berlin");

  /** A slow board may be busy with starting. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final QuickstartSteps steps;
  private final Path output;
  private final BuiltSite blog;
  private final String domain;

  Quickstart(PrintStream out, Path output) {
    this.steps = new QuickstartSteps(out);
    this.output = output;
    this.blog = BlogBuild.builder(output).build().read();
    this.domain = URI.create(blog.baseUrl()).getHost();
  }

  /** Runs all steps. Exits with 1 and the reason if one fails. */
  public static void main(String[] args) {
    System.out.println("\nFrom an empty database to counted events, and the key revoked:\n");
    try {
      new Quickstart(System.out, Path.of(args[0])).run();
    } catch (IOException | RuntimeException e) {
      System.err.println("The quickstart ended early: " + e.getMessage());
      System.exit(1);
    }
  }

  void run() throws IOException {
    try (EmbeddedPostgres postgres = QuickstartDatabase.start(steps)) {
      SecretValue secretKeyBase = QuickstartDatabase.secretKeyBase();
      try (PlausibleAdmin admin =
              PlausibleAdmin.connect(postgres.getPostgresDatabase())
                  .withSecretKeyBase(secretKeyBase);
          PlausibleServer server =
              PlausibleServer.builder()
                  .database(postgres.getPostgresDatabase())
                  .secretKeyBase(secretKeyBase.reveal())
                  .start()) {
        administer(admin);
        MintedApiKey key = admin.apiKeys().mint(EMAIL, "quickstart", ApiKeyScope.STATS_READ);
        steps.done("API key", key.details().prefix() + "… created; the database has only its hash");
        steps.done("Plausible", "test server at " + server.url() + ", on that database");
        useAndRevoke(admin, server, key);
      }
    }
  }

  private void administer(PlausibleAdmin admin) {
    char[] password = UUID.randomUUID().toString().toCharArray();
    NewUser user = NewUser.builder(EMAIL, password).emailVerified(false).build();
    steps.done("User", EMAIL + ": " + String.join(", ", admin.users().create(user).changes()));
    steps.done("Verification", admin.users().verifyEmail(EMAIL) + ", no mail needed");
    steps.done(
        "Site",
        domain + ": " + String.join(", ", admin.sites().create(domain, TIMEZONE, EMAIL).changes()));
  }

  private void useAndRevoke(PlausibleAdmin admin, PlausibleServer server, MintedApiKey key) {
    try (Plausible plausible = Plausible.builder(server.url()).apiKey(key.key().reveal()).build()) {
      BuildReport report =
          BlogBuild.builder(output)
              .remembered(false)
              .duration(steps.elapsed())
              .timeout(TIMEOUT)
              .build()
              .report(plausible);
      steps.done(
          "Blog build",
          blog.posts().size()
              + " posts published, "
              + (report.isComplete() ? "each reported" : "not all reported"));
      steps.done("Readers", QuickstartReaders.read(plausible, blog, domain));
      steps.show(QuickstartReaders.counts(plausible, domain));
      admin.apiKeys().revoke(key.details().id());
      steps.done("Key revoked", answerTo(plausible));
    }
  }

  private String answerTo(Plausible plausible) {
    try {
      return "still answered: " + QuickstartReaders.counts(plausible, domain);
    } catch (UnauthorizedException refused) {
      return "the same query now gets " + refused.status();
    }
  }
}
