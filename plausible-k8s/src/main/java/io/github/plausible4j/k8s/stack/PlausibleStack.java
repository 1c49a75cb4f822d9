package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A whole Plausible, as a value: what runs, where its data are, how it is reached. It is checked
 * completely when it is built, holds nothing of a cluster, and is immutable and thread-safe.
 *
 * <p>Rendered by {@link StackManifests}. Secret values that the caller gave are masked everywhere.
 */
public final class PlausibleStack {
  private final Builder parts;

  private PlausibleStack(Builder parts) {
    this.parts = new Builder(parts);
  }

  /** A stack with the defaults of {@link Builder}. */
  public static Builder builder(String baseUrl) {
    return new Builder(baseUrl);
  }

  /** A board with 4 GiB and an ARM processor: {@link ResourceProfile#SMALL_BOARD}. */
  public static Builder raspberryPi(String baseUrl) {
    return builder(baseUrl).architecture(Architecture.ARM64).resources(ResourceProfile.SMALL_BOARD);
  }

  /** A home server of any architecture with 8 GiB or more: {@link ResourceProfile#HOMELAB}. */
  public static Builder homelab(String baseUrl) {
    return builder(baseUrl).architecture(Architecture.ANY).resources(ResourceProfile.HOMELAB);
  }

  /**
   * A cluster with nodes of 16 GiB or more and an Ingress: {@link ResourceProfile#PRODUCTION},
   * databases of the stack's own until {@link Builder#postgres} and {@link Builder#clickHouse} say
   * otherwise.
   */
  public static Builder production(String baseUrl) {
    return builder(baseUrl)
        .architecture(Architecture.AMD64)
        .resources(ResourceProfile.PRODUCTION)
        .exposure(ExposureSpec.ingress());
  }

  /**
   * Reads a docker-compose project: {@code compose.yml} or {@code docker-compose.yml} with its
   * override, {@code .env} and the files of {@code env_file}, by compose's own rules. The result
   * says what became of each line. Data are not moved. Without a mail server the stack sends no
   * mail.
   *
   * @param directory the directory of the compose file; or one compose file, read without an
   *     override, as by {@code docker compose -f}; or a file of variables alone
   * @throws StackValidationException if a file is not YAML or not UTF-8, or is larger than 1 MiB
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static ComposeImport fromCompose(Path directory) {
    return ComposeImport.read(directory);
  }

  /**
   * As {@link #fromCompose} of a {@code .env} file alone, without the list of what became of it.
   *
   * @throws StackValidationException if the file has no BASE_URL, has lines that cannot be read, or
   *     says what no stack can do; with all problems
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Builder fromComposeEnv(Path file) {
    return fromCompose(file).toBuilder();
  }

  /** A builder that makes an equal stack. */
  public Builder toBuilder() {
    return new Builder(parts);
  }

  /** The stack's name; all its objects begin with it. */
  public String name() {
    return parts.name;
  }

  /** The namespace of all objects. */
  public String namespace() {
    return parts.namespace;
  }

  /** Whether the namespace is one of the stack's objects. */
  public boolean createNamespace() {
    return parts.createNamespace;
  }

  /** The set of images. */
  public PlausibleRelease release() {
    return parts.release;
  }

  /** Where users and sites are kept. */
  public PostgresSpec postgres() {
    return parts.postgres;
  }

  /** Where events are kept. */
  public ClickHouseSpec clickHouse() {
    return parts.clickHouse;
  }

  /** The storage of every part that has none of its own. */
  public StorageSpec storage() {
    return parts.storage;
  }

  /** How browsers reach the stack. */
  public ExposureSpec exposure() {
    return parts.exposure;
  }

  /** How mail is sent. */
  public MailSpec mail() {
    return parts.mail;
  }

  /** The processors that pods may run on. */
  public Architecture architecture() {
    return parts.architecture;
  }

  /** Who may register. */
  public Registration registration() {
    return parts.registration;
  }

  /** Whether new users have to verify their e-mail address. */
  public boolean emailVerification() {
    return parts.emailVerification;
  }

  /** After how many days events and visits are deleted, null for never. */
  public @Nullable Integer statisticsRetentionDays() {
    return parts.statisticsRetentionDays;
  }

  /** What parts get that have no resources of their own. */
  public ResourceProfile resources() {
    return parts.resources;
  }

  /** How many pods run Plausible. */
  public int replicas() {
    return parts.replicas;
  }

  /** Whether traffic is denied that the stack does not need. */
  public boolean networkPolicies() {
    return parts.networkPolicies;
  }

  /** Where SECRET_KEY_BASE comes from. */
  public SecretSource secretKeyBase() {
    return parts.secretKeyBase;
  }

  /** Where TOTP_VAULT_KEY comes from. */
  public SecretSource totpVaultKey() {
    return parts.totpVaultKey;
  }

  /** The first user, null for none. */
  public @Nullable AdminUser admin() {
    return parts.admin;
  }

  /** Whether the caller said that every request of a visitor reaches the same pod. */
  public boolean visitorAffinityAcknowledged() {
    return parts.visitorAffinityAcknowledged;
  }

  /** The address of the stack, without a slash at its end. */
  public String baseUrl() {
    return parts.baseUrl;
  }

  /** The host of the base URL. */
  public String host() {
    return URI.create(parts.baseUrl).getHost();
  }

  /** What a part asks for and may use. */
  public Resources resources(StackComponent component) {
    return parts.resourceOverrides.getOrDefault(component, parts.resources.of(component));
  }

  /** The Pod Security level that the namespace is labelled with. */
  public PodSecurity podSecurity() {
    return parts.podSecurity == null ? PodSecurity.neededBy(this) : parts.podSecurity;
  }

  /** Variables of Plausible that the caller set, by name. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(parts.settings);
  }

  /** Secret variables of Plausible that the caller set, by name. */
  public Map<String, SecretSource> secretSettings() {
    return Collections.unmodifiableMap(parts.secretSettings);
  }

  /** Secrets of type {@code kubernetes.io/dockerconfigjson} for private registries. */
  public List<String> imagePullSecrets() {
    return Collections.unmodifiableList(parts.imagePullSecrets);
  }

  /** Labels of the nodes that Plausible itself may run on, beside the architecture. */
  public Map<String, String> nodeSelector() {
    return Collections.unmodifiableMap(parts.nodeSelector);
  }

  /** Names of {@link #secretSettings()} that Plausible is not known to read. */
  /** The version of the compose project that it was made of; null where it was made of none. */
  @Nullable String follows() {
    return parts.follows;
  }

  /**
   * Why the stack cannot follow what wrote its data; empty where it can.
   *
   * @param version of Plausible
   * @param postgres image of PostgreSQL; empty where it is no matter
   * @param clickHouse image of ClickHouse; empty where it is no matter
   */
  public List<Problem> upgradeProblems(String version, String postgres, String clickHouse) {
    return FollowedReleaseRules.problems(this, version, postgres, clickHouse);
  }

  /** Whether {@link Builder#eventsHaveNumericIds} was called. */
  public boolean eventsHaveNumericIds() {
    return parts.eventsHaveNumericIds;
  }

  Set<String> unknownSettings() {
    return Collections.unmodifiableSet(parts.unknownSettings);
  }

  /** The taints that pods of a part tolerate. */
  public List<Toleration> tolerations(StackComponent component) {
    return parts.tolerations.of(component);
  }

  /** The limit of every container's processor time, null for none. */
  public @Nullable String cpuLimit() {
    return parts.cpuLimit;
  }

  /** The edits of the stack's objects, in order. */
  public List<Customization> customizations() {
    return Collections.unmodifiableList(parts.customizations);
  }

  /** All hosts under which Plausible is reached; that of the base URL comes first. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>(List.of(host()));
    hosts.addAll(parts.additionalHosts);
    return Collections.unmodifiableList(hosts);
  }

  /** Hosts beside that of the base URL. */
  List<String> additionalHosts() {
    return Collections.unmodifiableList(parts.additionalHosts);
  }

  /** The volumes that the stack keeps data on. */
  public StackVolumes volumes() {
    return StackVolumes.of(this);
  }

  /** The storage of a part: its own, else the stack's. */
  StorageSpec storageOr(@Nullable StorageSpec own) {
    return own == null ? parts.storage : own;
  }

  /** The address of a Service of the stack inside the cluster. */
  public String serviceHost(String service) {
    return service + "." + parts.namespace + ".svc";
  }

  /** The name of an object: that of the stack, a hyphen, the suffix. */
  public String named(String suffix) {
    return parts.name + "-" + suffix;
  }

  /** The pod security that the caller asked for, null for what the stack needs. */
  @Nullable PodSecurity podSecurityOverride() {
    return parts.podSecurity;
  }

  /** What the caller set for single parts. */
  Map<StackComponent, Resources> resourceOverrides() {
    return Collections.unmodifiableMap(parts.resourceOverrides);
  }

  /** Name, namespace, address and release; no secret. */
  @Override
  public String toString() {
    return "PlausibleStack[%s/%s, %s, %s]"
        .formatted(parts.namespace, parts.name, parts.baseUrl, parts.release);
  }

  /** Collects the parts of a stack. Not thread-safe. */
  public static final class Builder {
    private final String baseUrl;
    private String name = "plausible";
    private String namespace = "plausible";
    private boolean createNamespace = true;
    private PlausibleRelease release = PlausibleRelease.CE_3_2;
    private PostgresSpec postgres = PostgresSpec.managed();
    private ClickHouseSpec clickHouse = ClickHouseSpec.managed();
    private StorageSpec storage = StorageSpec.dynamic();
    private ExposureSpec exposure = ExposureSpec.none();
    private MailSpec mail = MailSpec.none();
    private Architecture architecture = Architecture.ARM64;
    private Registration registration = Registration.INVITE_ONLY;
    private boolean emailVerification = false;
    private @Nullable Integer statisticsRetentionDays;
    private ResourceProfile resources = ResourceProfile.SMALL_BOARD;
    private int replicas = 1;
    private boolean networkPolicies = true;
    private SecretSource secretKeyBase = SecretSource.generated();
    private SecretSource totpVaultKey = SecretSource.generated();
    private @Nullable AdminUser admin;
    private boolean visitorAffinityAcknowledged;
    private @Nullable PodSecurity podSecurity;
    private final Map<StackComponent, Resources> resourceOverrides =
        new EnumMap<>(StackComponent.class);
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, SecretSource> secretSettings = new TreeMap<>();
    private final Set<String> unknownSettings = new TreeSet<>();
    private @Nullable String follows;
    private boolean eventsHaveNumericIds;
    private final Tolerations tolerations = new Tolerations();
    private final List<Customization> customizations = new ArrayList<>();
    private @Nullable String cpuLimit;
    private final List<String> additionalHosts = new ArrayList<>();
    private final List<String> imagePullSecrets = new ArrayList<>();
    private final Map<String, String> nodeSelector = new TreeMap<>();

    private Builder(String baseUrl) {
      this.baseUrl =
          Objects.requireNonNull(baseUrl, "baseUrl").strip().replaceFirst("(?<=[^/:])/+$", "");
    }

    private Builder(Builder other) {
      baseUrl = other.baseUrl;
      name = other.name;
      namespace = other.namespace;
      createNamespace = other.createNamespace;
      release = other.release;
      postgres = other.postgres;
      clickHouse = other.clickHouse;
      storage = other.storage;
      exposure = other.exposure;
      mail = other.mail;
      architecture = other.architecture;
      registration = other.registration;
      emailVerification = other.emailVerification;
      statisticsRetentionDays = other.statisticsRetentionDays;
      resources = other.resources;
      replicas = other.replicas;
      networkPolicies = other.networkPolicies;
      secretKeyBase = other.secretKeyBase;
      totpVaultKey = other.totpVaultKey;
      admin = other.admin;
      visitorAffinityAcknowledged = other.visitorAffinityAcknowledged;
      podSecurity = other.podSecurity;
      resourceOverrides.putAll(other.resourceOverrides);
      settings.putAll(other.settings);
      secretSettings.putAll(other.secretSettings);
      unknownSettings.addAll(other.unknownSettings);
      follows = other.follows;
      eventsHaveNumericIds = other.eventsHaveNumericIds;
      nodeSelector.putAll(other.nodeSelector);
      tolerations.addAll(other.tolerations);
      customizations.addAll(other.customizations);
      cpuLimit = other.cpuLimit;
      additionalHosts.addAll(other.additionalHosts);
      imagePullSecrets.addAll(other.imagePullSecrets);
    }

    /**
     * Names the stack, so that several fit into one namespace; a DNS label of at most 40
     * characters. Default {@code plausible}.
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Sets the namespace. Default {@code plausible}. */
    public Builder namespace(String namespace) {
      this.namespace = Objects.requireNonNull(namespace, "namespace");
      return this;
    }

    /** Whether the namespace is made by the stack, with its Pod Security labels. Default true. */
    public Builder createNamespace(boolean createNamespace) {
      this.createNamespace = createNamespace;
      return this;
    }

    /** Sets the images. Default {@link PlausibleRelease#CE_3_2}. */
    public Builder release(PlausibleRelease release) {
      this.release = Objects.requireNonNull(release, "release");
      return this;
    }

    /** Sets where users and sites are kept. Default {@link PostgresSpec#managed()}. */
    public Builder postgres(PostgresSpec postgres) {
      this.postgres = Objects.requireNonNull(postgres, "postgres");
      return this;
    }

    /** Sets where events are kept. Default {@link ClickHouseSpec#managed()}. */
    public Builder clickHouse(ClickHouseSpec clickHouse) {
      this.clickHouse = Objects.requireNonNull(clickHouse, "clickHouse");
      return this;
    }

    /**
     * Sets the storage of both databases and of Plausible's own files. Default {@link
     * StorageSpec#dynamic()}.
     */
    public Builder storage(StorageSpec storage) {
      this.storage = Objects.requireNonNull(storage, "storage");
      return this;
    }

    /** Sets how browsers reach the stack. Default {@link ExposureSpec#none()}. */
    public Builder exposure(ExposureSpec exposure) {
      this.exposure = Objects.requireNonNull(exposure, "exposure");
      return this;
    }

    /** Sets how mail is sent. Default {@link MailSpec#none()}. */
    public Builder mail(MailSpec mail) {
      this.mail = Objects.requireNonNull(mail, "mail");
      return this;
    }

    /** Sets the processors that pods may run on. Default {@link Architecture#ARM64}. */
    public Builder architecture(Architecture architecture) {
      this.architecture = Objects.requireNonNull(architecture, "architecture");
      return this;
    }

    /** Sets who may register. Default {@link Registration#INVITE_ONLY}. */
    public Builder registration(Registration registration) {
      this.registration = Objects.requireNonNull(registration, "registration");
      return this;
    }

    /**
     * Deletes events and the visits that began with them when they are older, once a day. They
     * cannot be brought back but from a backup; imported statistics stay. Default never.
     *
     * @param days 1 to 36,500; the day of today in UTC is not counted
     */
    public Builder statisticsRetentionDays(int days) {
      this.statisticsRetentionDays = days;
      return this;
    }

    /** Whether new users have to verify their e-mail address, which needs mail. Default false. */
    public Builder emailVerification(boolean emailVerification) {
      this.emailVerification = emailVerification;
      return this;
    }

    /** Sets what the parts ask for. Default {@link ResourceProfile#SMALL_BOARD}. */
    public Builder resources(ResourceProfile resources) {
      this.resources = Objects.requireNonNull(resources, "resources");
      return this;
    }

    /**
     * Sets how many pods run Plausible. More than one counts visits twice unless every request of a
     * visitor reaches the same pod, which {@link #visitorAffinityAcknowledged()} says. Default 1.
     */
    public Builder replicas(int replicas) {
      this.replicas = replicas;
      return this;
    }

    /** Whether traffic is denied that the stack does not need. Default true. */
    public Builder networkPolicies(boolean networkPolicies) {
      this.networkPolicies = networkPolicies;
      return this;
    }

    /**
     * Sets the key that signs sessions and hashes API keys, at least 64 bytes. Default generated.
     */
    public Builder secretKeyBase(SecretSource secretKeyBase) {
      this.secretKeyBase = Objects.requireNonNull(secretKeyBase, "secretKeyBase");
      return this;
    }

    /** Sets the key of two-factor secrets, Base64 of 32 bytes. Default generated. */
    public Builder totpVaultKey(SecretSource totpVaultKey) {
      this.totpVaultKey = Objects.requireNonNull(totpVaultKey, "totpVaultKey");
      return this;
    }

    /**
     * Makes a first user with a verified e-mail address. Default none: the first visitor may
     * register.
     */
    public Builder admin(AdminUser admin) {
      this.admin = Objects.requireNonNull(admin, "admin");
      return this;
    }

    /**
     * Says that what is in front of the pods sends every request of a visitor to the same pod, by a
     * consistent hash over the client's address.
     */
    public Builder visitorAffinityAcknowledged() {
      this.visitorAffinityAcknowledged = true;
      return this;
    }

    /** Sets what one part asks for and may use, instead of the profile's figures. */
    public Builder resources(StackComponent component, Resources resources) {
      resourceOverrides.put(component, Objects.requireNonNull(resources, "resources"));
      return this;
    }

    /**
     * Sets the Pod Security level of the namespace. Default: the strictest that the stack keeps.
     */
    public Builder podSecurity(PodSecurity podSecurity) {
      this.podSecurity = Objects.requireNonNull(podSecurity, "podSecurity");
      return this;
    }

    /** Sets a variable of Plausible that has no method here, such as LOG_LEVEL. */
    public Builder setting(String variable, String value) {
      settings.put(
          Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Sets a secret variable of Plausible, such as MAXMIND_LICENSE_KEY. */
    public Builder secretSetting(String variable, SecretSource value) {
      secretSettings.put(
          Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Passes on a variable that Plausible is not known to read, as a file that is a secret. Every
     * other way refuses such a name, because it is mostly a mistake.
     */
    public Builder unknownSetting(String variable, SecretSource value) {
      unknownSettings.add(Objects.requireNonNull(variable, "variable"));
      return secretSetting(variable, value);
    }

    /** Remembers the version whose data it is to take. */
    Builder follows(String version) {
      follows = version;
      return this;
    }

    /**
     * Says that the step of Plausible 2.0 that gives events numeric ids is done, so that release
     * 2.1 may follow, in a stack made of a compose project and in one that runs. {@code
     * ComposeMigration} and the Job that migrates look whether that is so.
     */
    public Builder eventsHaveNumericIds() {
      eventsHaveNumericIds = true;
      return this;
    }

    /** Adds a Secret with the credentials of a private registry. */
    public Builder imagePullSecret(String secretName) {
      imagePullSecrets.add(Objects.requireNonNull(secretName, "secretName"));
      return this;
    }

    /** Sets labels of the nodes that Plausible itself may run on. Default none. */
    public Builder nodeSelector(Map<String, String> labels) {
      nodeSelector.clear();
      nodeSelector.putAll(labels);
      return this;
    }

    /**
     * Lets pods of a part run on nodes with a taint. The Jobs may run where Plausible may, too.
     *
     * @param taint as {@code kubectl taint} takes it, such as {@code dedicated=stats:NoSchedule}
     */
    public Builder toleration(StackComponent component, String taint) {
      tolerations.add(component, Toleration.parse(taint));
      return this;
    }

    /** As {@link #toleration(StackComponent, String)}, for the pods of all parts. */
    public Builder toleration(String taint) {
      return toleration(StackComponent.STACK, taint);
    }

    /**
     * Edits the stack's objects, where the cluster needs what this builder has no method for, such
     * as a priority class, a sidecar or an annotation. Default none; each call adds one.
     */
    public Builder customize(Customization customization) {
      customizations.add(Objects.requireNonNull(customization, "customization"));
      return this;
    }

    /**
     * Limits the processor time of every container, as a Kubernetes quantity. Default none; a
     * namespace with a quota of {@code limits.cpu} admits no pod without. {@link
     * Resources#withCpuLimit} sets that of one part.
     */
    public Builder cpuLimit(String cpuLimit) {
      this.cpuLimit = Objects.requireNonNull(cpuLimit, "cpuLimit");
      return this;
    }

    /**
     * Adds a host under which Plausible is reached beside that of the base URL, such as a name
     * within a site's own domain. Default none.
     */
    public Builder additionalHost(String host) {
      additionalHosts.add(Objects.requireNonNull(host, "host"));
      return this;
    }

    /**
     * Checks everything and makes the stack.
     *
     * @throws StackValidationException with all problems at once
     */
    public PlausibleStack build() {
      PlausibleStack stack = new PlausibleStack(this);
      List<Problem> problems = StackRules.check(stack);
      if (!problems.isEmpty()) {
        throw new StackValidationException(problems);
      }
      return stack;
    }
  }
}
