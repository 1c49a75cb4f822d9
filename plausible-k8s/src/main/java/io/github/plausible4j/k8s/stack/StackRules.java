package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.ClickHouseVersion;
import io.github.plausible4j.k8s.release.ImageName;
import io.github.plausible4j.k8s.release.ImageReference;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.validation.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a stack has to keep to, checked completely. */
final class StackRules {
  /** The longest suffix of a name is that of a Job, and a pod adds to it. */
  private static final int LONGEST_NAME = 40;

  private static final int LONGEST_NAMESPACE = 63;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern SHORT_LABELS = Pattern.compile("\\[.*]|([^.]{1,63}(\\.|$))+");
  private static final int KEY_BASE_BYTES = 64;

  /** Where Plausible's images were while they had no ARM: before 2.0. */
  private static final String BEFORE_ARM = "docker.io/plausible/analytics";

  private static final int VAULT_KEY_BYTES = 32;
  private final PlausibleStack stack;
  private final ProblemCollector findings = new ProblemCollector();

  private StackRules(PlausibleStack stack) {
    this.stack = stack;
  }

  static List<Problem> check(PlausibleStack stack) {
    StackRules rules = new StackRules(stack);
    rules.baseUrl();
    rules.names();
    rules.release();
    DatabaseRules.check(stack, rules.findings);
    StorageRules.check(stack, rules.findings);
    ExposureRules.check(stack, rules.findings);
    MailRules.check(stack, rules.findings);
    rules.secrets();
    rules.admin();
    SettingRules.check(stack, rules.findings);
    rules.placement();
    rules.resources();
    return rules.findings.problems();
  }

  private void baseUrl() {
    String text = stack.baseUrl();
    String remedy = "write it as https://stats.example.org";
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null) {
        findings.add("baseUrl", text, "is not an http or https address with a host", remedy);
      } else if (url.getRawQuery() != null
          || url.getRawFragment() != null
          || url.getRawUserInfo() != null) {
        findings.add("baseUrl", null, "has a user, a query or a fragment", remedy);
      } else {
        baseUrl(url, remedy);
      }
    } catch (URISyntaxException e) {
      findings.add("baseUrl", text, "is not an address", remedy);
    }
  }

  private void baseUrl(URI url, String remedy) {
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      findings.add("baseUrl", url, "has a port that does not exist", remedy);
    }
    if (url.getHost().endsWith(".") || !SHORT_LABELS.matcher(url.getHost()).matches()) {
      findings.add("baseUrl", url, "has a host that no name server knows", remedy);
    }
    if (!url.getRawPath().isEmpty() && !(stack.exposure() instanceof ExposureSpec.None)) {
      findings.add(
          "baseUrl",
          url,
          "has a path, but Plausible answers at the root of a host only",
          "give it a host of its own, such as https://stats.example.org");
    }
  }

  /** The host of an address, null where it has none; bad addresses are reported elsewhere. */
  static @Nullable String hostOf(String address) {
    try {
      return new URI(address).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private void names() {
    findings.dnsLabel("name", stack.name(), LONGEST_NAME);
    if (!stack.name().isEmpty() && Character.isDigit(stack.name().charAt(0))) {
      findings.add(
          "name",
          stack.name(),
          "begins with a digit, which no Service's name may",
          "begin it with a letter, such as plausible");
    }
    findings.dnsLabel("namespace", stack.namespace(), LONGEST_NAMESPACE);
    if (stack.namespace().startsWith("kube-")) {
      findings.add(
          "namespace",
          stack.namespace(),
          "belongs to Kubernetes itself",
          "give the stack a namespace of its own");
    }
    stack.imagePullSecrets().forEach(name -> findings.dnsName("imagePullSecret", name));
  }

  private void release() {
    PlausibleRelease release = stack.release();
    PlausibleVersion version = PlausibleVersion.of(release.version());
    if (version.major() < 1) {
      findings.add(
          "release.version",
          release.version(),
          "is not a version of Plausible",
          "write it as 3.2.1");
    }
    if (version.letsAnybodyRunCode()) {
      findings.add(
          "release.version",
          release.version(),
          "lets anybody run code through /storybook (CVE-2026-8467)",
          "use 3.2.1 or later");
    }
    ClickHouseVersion clickHouse = ClickHouseVersion.of(release.clickHouseImage());
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed
        && clickHouse.known()
        && version.atLeast(2, 0, 0)
        && !clickHouse.atLeast(23, 3)) {
      findings.add(
          "release.clickHouseImage",
          release.clickHouseImage(),
          "is older than Plausible " + version + " can use",
          "use 23.3 or later, or an older release of Plausible");
    }
    if (!version.atLeast(2, 0, 0)
        && stack.architecture() != Architecture.AMD64
        && ImageName.of(release.plausibleImage()).repository().endsWith(BEFORE_ARM)) {
      findings.add(
          "release.plausibleImage",
          release.plausibleImage(),
          "is for amd64 only, and the stack is for " + stack.architecture(),
          "set architecture(Architecture.AMD64), or name an image that is built for the board with"
              + " withPlausibleImage");
    }
    if (stack.postgres() instanceof PostgresSpec.Managed
        && ImageName.of(release.postgresImage()).number(0) < 0) {
      findings.add(
          "release.postgresImage",
          release.postgresImage(),
          "has no tag that tells its major version and its flavour",
          "write it as postgres:16-alpine, with @sha256:... behind the tag to pin it");
    }
    image("release.plausibleImage", release.plausibleImage());
    image("release.postgresImage", release.postgresImage());
    image("release.clickHouseImage", release.clickHouseImage());
    image("release.tunnelImage", release.tunnelImage());
    image("release.toolsImage", release.toolsImage());
    if (release.mailImage() != null) {
      image("release.mailImage", release.mailImage());
    }
  }

  private void image(String field, String image) {
    try {
      ImageReference.parse(image);
    } catch (IllegalArgumentException e) {
      findings.add(field, image, "is not the name of an image", "write it as registry/name:tag");
      return;
    }
    if (ImageName.of(image).floating()) {
      findings.add(
          field,
          image,
          "may be another image tomorrow",
          "name a tag other than latest, or a digest");
    }
  }

  private void secrets() {
    findings.source("secretKeyBase", stack.secretKeyBase());
    if (ProblemCollector.bytes(stack.secretKeyBase()) < KEY_BASE_BYTES) {
      findings.add(
          "secretKeyBase",
          null,
          "has " + ProblemCollector.bytes(stack.secretKeyBase()) + " bytes, but sessions need 64",
          "make one with openssl rand -base64 48, or leave it out to have one generated");
    }
    findings.source("totpVaultKey", stack.totpVaultKey());
    if (stack.totpVaultKey() instanceof SecretValue supplied
        && decodedLength(supplied.reveal()) != VAULT_KEY_BYTES) {
      findings.add(
          "totpVaultKey",
          null,
          "is not the Base64 of exactly 32 bytes",
          "make one with openssl rand -base64 32, or leave it out to have one generated");
    }
  }

  private static int decodedLength(String text) {
    try {
      // 32 bytes are 44 characters; Plausible does not take them without padding.
      return text.length() == 44 ? Base64.getDecoder().decode(text).length : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private void admin() {
    AdminUser admin = stack.admin();
    if (admin == null) {
      return;
    }
    findings.email("admin.email", admin.email());
    findings.notBlank("admin.name", admin.name(), "give the name that Plausible is to show");
    findings.source("admin.password", admin.password());
    if (admin.password() instanceof SecretValue supplied) {
      int length = supplied.reveal().codePointCount(0, supplied.reveal().length());
      boolean old = !PlausibleVersion.of(stack.release().version()).atLeast(1, 5, 0);
      int shortest = old ? 6 : 12;
      int longest = old ? 64 : 128;
      if (length < shortest || length > longest) {
        findings.add(
            "admin.password",
            null,
            "has " + length + " characters, Plausible takes " + shortest + " to " + longest,
            "choose another one, or leave it out to have one generated");
      }
    }
  }

  private void placement() {
    findings.labels("nodeSelector", stack.nodeSelector());
    if (stack.replicas() < 1) {
      findings.add("replicas", stack.replicas(), "is less than one", "give 1");
    } else if (stack.replicas() > 1 && !stack.visitorAffinityAcknowledged()) {
      findings.add(
          "replicas",
          stack.replicas(),
          "counts visits twice, because each pod keeps its own sessions",
          "give 1, or send every request of a visitor to the same pod and say so with"
              + " visitorAffinityAcknowledged()");
    }
    if (stack.podSecurityOverride() == PodSecurity.RESTRICTED
        && PodSecurity.neededBy(stack) == PodSecurity.BASELINE) {
      findings.add(
          "podSecurity",
          PodSecurity.RESTRICTED,
          "does not admit containers that run as root, as CHOWN_INIT and bundled mail do",
          "use BASELINE, or another ownership strategy or way to send mail");
    }
  }

  private void resources() {
    stack
        .resourceOverrides()
        .forEach(
            (component, resources) -> {
              String field = "resources." + component;
              findings.processors(field + ".cpuRequest", resources.cpuRequest());
              BigDecimal asked =
                  findings.memory(field + ".memoryRequest", resources.memoryRequest());
              BigDecimal most = findings.memory(field + ".memoryLimit", resources.memoryLimit());
              if (asked != null && most != null && asked.compareTo(most) > 0) {
                findings.add(
                    field + ".memoryRequest",
                    resources.memoryRequest(),
                    "is more than the limit of " + resources.memoryLimit(),
                    "raise the limit");
              }
            });
  }
}
