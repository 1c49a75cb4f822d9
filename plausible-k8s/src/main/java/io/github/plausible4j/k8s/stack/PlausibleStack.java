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
 * Describes a complete Plausible installation: what runs, where the data is kept, and how browsers
 * reach it. {@link Builder#build()} validates the whole description. It is not tied to a cluster.
 * Immutable and thread-safe.
 *
 * <p>{@link StackManifests} renders it and {@code StackProvisioner} applies it. Secret values are
 * masked in {@code toString()} and in error messages.
 */
public final class PlausibleStack {
  private final Builder parts;

  private PlausibleStack(Builder parts) {
    this.parts = new Builder(parts);
  }

  /**
   * Creates a builder with the default settings.
   *
   * @param baseUrl the public address of Plausible, such as {@code https://stats.example.org}; a
   *     slash at the end is removed
   */
  public static Builder builder(String baseUrl) {
    return new Builder(baseUrl);
  }

  /**
   * Creates a builder for a board with 4 GiB of memory and an ARM processor. It uses {@link
   * ResourceProfile#SMALL_BOARD}.
   */
  public static Builder raspberryPi(String baseUrl) {
    return builder(baseUrl).architecture(Architecture.ARM64).resources(ResourceProfile.SMALL_BOARD);
  }

  /**
   * Creates a builder for a home server of any architecture with 8 GiB of memory or more. It uses
   * {@link ResourceProfile#HOMELAB}.
   */
  public static Builder homelab(String baseUrl) {
    return builder(baseUrl).architecture(Architecture.ANY).resources(ResourceProfile.HOMELAB);
  }

  /**
   * Creates a builder for a cluster whose amd64 nodes have 16 GiB of memory or more. It uses {@link
   * ResourceProfile#PRODUCTION} and an Ingress. The databases run in the stack unless {@link
   * Builder#postgres} or {@link Builder#clickHouse} says otherwise.
   */
  public static Builder production(String baseUrl) {
    return builder(baseUrl)
        .architecture(Architecture.AMD64)
        .resources(ResourceProfile.PRODUCTION)
        .exposure(ExposureSpec.ingress());
  }

  /**
   * Reads a Docker Compose project: {@code compose.yml} or {@code docker-compose.yml} with its
   * override file, {@code .env}, and the files named in {@code env_file}. Files are merged and
   * variables are replaced by the rules of Docker Compose. The result says what happened to each
   * line. No data is moved. If the project names no mail server, the stack sends no mail.
   *
   * @param directory the directory of the compose file; or a single compose file, which is read
   *     without its override as {@code docker compose -f} does; or a single file of variables
   * @throws StackValidationException if a file is not YAML or not UTF-8, or is larger than 1 MiB
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static ComposeImport fromCompose(Path directory) {
    return ComposeImport.read(directory);
  }

  /**
   * Reads a single {@code .env} file. Like {@link #fromCompose}, but returns only the builder,
   * without the report of what happened to each line.
   *
   * @throws StackValidationException if the file has no BASE_URL, has lines that cannot be parsed,
   *     or asks for something that a stack does not support; it has all problems
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Builder fromComposeEnv(Path file) {
    return fromCompose(file).toBuilder();
  }

  /** Creates a builder with all settings of this stack. */
  public Builder toBuilder() {
    return new Builder(parts);
  }

  /** The name of the stack. The names of its objects begin with it. */
  public String name() {
    return parts.name;
  }

  /** The namespace of all objects. */
  public String namespace() {
    return parts.namespace;
  }

  /** Whether the stack creates its namespace. */
  public boolean createNamespace() {
    return parts.createNamespace;
  }

  /** The version of Plausible and the images that run it. */
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

  /** The storage of each part that has no storage of its own. */
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

  /** The processor architecture of the nodes that pods may run on. */
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

  /** The age in days at which events and visits are deleted; null if they are kept. */
  public @Nullable Integer statisticsRetentionDays() {
    return parts.statisticsRetentionDays;
  }

  /** The requests and limits of each part that has no resources of its own. */
  public ResourceProfile resources() {
    return parts.resources;
  }

  /** How many pods run Plausible. */
  public int replicas() {
    return parts.replicas;
  }

  /** Whether NetworkPolicies deny all traffic that the stack does not need. */
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

  /** The first user; null if the stack does not create one. */
  public @Nullable AdminUser admin() {
    return parts.admin;
  }

  /** Whether the caller confirmed that all requests of a visitor reach the same pod. */
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

  /** The requests and limits of a part. */
  public Resources resources(StackComponent component) {
    return parts.resourceOverrides.getOrDefault(component, parts.resources.of(component));
  }

  /** The Pod Security level that the namespace is labelled with. */
  public PodSecurity podSecurity() {
    return parts.podSecurity == null ? PodSecurity.neededBy(this) : parts.podSecurity;
  }

  /** The environment variables of Plausible that the caller set, by name. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(parts.settings);
  }

  /** The secret environment variables of Plausible that the caller set, by name. */
  public Map<String, SecretSource> secretSettings() {
    return Collections.unmodifiableMap(parts.secretSettings);
  }

  /** The names of the Secrets with credentials for private registries. */
  public List<String> imagePullSecrets() {
    return Collections.unmodifiableList(parts.imagePullSecrets);
  }

  /** The labels that a node must have to run Plausible itself, in addition to the architecture. */
  public Map<String, String> nodeSelector() {
    return Collections.unmodifiableMap(parts.nodeSelector);
  }

  /**
   * The version of Plausible in the compose project that the stack was made from; null if there is
   * no such project or its version is unknown.
   */
  @Nullable String follows() {
    return parts.follows;
  }

  /**
   * Checks whether the stack can take over data that other versions wrote.
   *
   * @param version the version of Plausible that wrote the data
   * @param postgres the image of PostgreSQL that wrote the data; an empty text skips this check
   * @param clickHouse the image of ClickHouse that wrote the data; an empty text skips this check
   * @return the reasons why the stack cannot take over the data; empty if it can
   */
  public List<Problem> upgradeProblems(String version, String postgres, String clickHouse) {
    return FollowedReleaseRules.problems(this, version, postgres, clickHouse);
  }

  /** Whether {@link Builder#eventsHaveNumericIds} was called. */
  public boolean eventsHaveNumericIds() {
    return parts.eventsHaveNumericIds;
  }

  /** The names in {@link #secretSettings()} that this library does not know. */
  Set<String> unknownSettings() {
    return Collections.unmodifiableSet(parts.unknownSettings);
  }

  /** The taints that pods of a part tolerate. */
  public List<Toleration> tolerations(StackComponent component) {
    return parts.tolerations.of(component);
  }

  /** The CPU limit of each container whose part has none of its own; null for no limit. */
  public @Nullable String cpuLimit() {
    return parts.cpuLimit;
  }

  /** The customizations of the stack's objects, in the order in which they are applied. */
  public List<Customization> customizations() {
    return Collections.unmodifiableList(parts.customizations);
  }

  /** All host names of Plausible. The host of the base URL comes first. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>(List.of(host()));
    hosts.addAll(parts.additionalHosts);
    return Collections.unmodifiableList(hosts);
  }

  /** The host names in addition to that of the base URL. */
  List<String> additionalHosts() {
    return Collections.unmodifiableList(parts.additionalHosts);
  }

  /** The volumes that the stack keeps data on. */
  public StackVolumes volumes() {
    return StackVolumes.of(this);
  }

  /** The storage of a part: its own, or that of the stack. */
  StorageSpec storageOr(@Nullable StorageSpec own) {
    return own == null ? parts.storage : own;
  }

  /** The host name of one of the stack's Services inside the cluster. */
  public String serviceHost(String service) {
    return service + "." + parts.namespace + ".svc";
  }

  /** The name of one of the stack's objects: the name of the stack, a hyphen and the suffix. */
  public String named(String suffix) {
    return parts.name + "-" + suffix;
  }

  /** The Pod Security level that the caller set; null for the level that the stack needs. */
  @Nullable PodSecurity podSecurityOverride() {
    return parts.podSecurity;
  }

  /** The requests and limits that the caller set for single parts. */
  Map<StackComponent, Resources> resourceOverrides() {
    return Collections.unmodifiableMap(parts.resourceOverrides);
  }

  /** Name, namespace, address and release; no secret. */
  @Override
  public String toString() {
    return "PlausibleStack[%s/%s, %s, %s]"
        .formatted(parts.namespace, parts.name, parts.baseUrl, parts.release);
  }

  /** Builds a {@link PlausibleStack}. Not thread-safe. */
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
     * Sets the name of the stack: a DNS label of at most 40 characters that begins with a letter.
     * Stacks in the same namespace need different names. Default {@code plausible}.
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Sets the namespace: a DNS label of at most 63 characters. Default {@code plausible}. */
    public Builder namespace(String namespace) {
      this.namespace = Objects.requireNonNull(namespace, "namespace");
      return this;
    }

    /**
     * Sets whether the stack creates its namespace and labels it with its Pod Security level.
     * Default true.
     */
    public Builder createNamespace(boolean createNamespace) {
      this.createNamespace = createNamespace;
      return this;
    }

    /**
     * Sets the version of Plausible and the images that run it. Default {@link
     * PlausibleRelease#CE_3_2}.
     */
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

    /**
     * Sets the processor architecture of the nodes that pods may run on. Default {@link
     * Architecture#ARM64}.
     */
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
     * Deletes events that happened and visits that began more than this many days ago. A CronJob
     * does this once a day. Only a backup can bring the data back. Imported statistics are kept. By
     * default nothing is deleted.
     *
     * @param days 1 to 36,500; today (in UTC) does not count
     */
    public Builder statisticsRetentionDays(int days) {
      this.statisticsRetentionDays = days;
      return this;
    }

    /**
     * Sets whether new users have to verify their e-mail address. This needs {@link #mail}. Default
     * false.
     */
    public Builder emailVerification(boolean emailVerification) {
      this.emailVerification = emailVerification;
      return this;
    }

    /** Sets the requests and limits of all parts. Default {@link ResourceProfile#SMALL_BOARD}. */
    public Builder resources(ResourceProfile resources) {
      this.resources = Objects.requireNonNull(resources, "resources");
      return this;
    }

    /**
     * Sets how many pods run Plausible. Each pod keeps its own sessions. With more than one pod,
     * visits are counted twice unless all requests of a visitor reach the same pod; confirm that
     * with {@link #visitorAffinityAcknowledged()}. Default 1.
     */
    public Builder replicas(int replicas) {
      this.replicas = replicas;
      return this;
    }

    /** Sets whether NetworkPolicies deny all traffic that the stack does not need. Default true. */
    public Builder networkPolicies(boolean networkPolicies) {
      this.networkPolicies = networkPolicies;
      return this;
    }

    /**
     * Sets SECRET_KEY_BASE, the key that signs sessions and hashes API keys: one line of at least
     * 64 bytes. Generated by default.
     */
    public Builder secretKeyBase(SecretSource secretKeyBase) {
      this.secretKeyBase = Objects.requireNonNull(secretKeyBase, "secretKeyBase");
      return this;
    }

    /**
     * Sets TOTP_VAULT_KEY, the key that encrypts the secrets of two-factor authentication: 32 bytes
     * in Base64. Generated by default.
     */
    public Builder totpVaultKey(SecretSource totpVaultKey) {
      this.totpVaultKey = Objects.requireNonNull(totpVaultKey, "totpVaultKey");
      return this;
    }

    /**
     * Creates a first user whose e-mail address counts as verified. By default there is none, and
     * the first visitor can register.
     */
    public Builder admin(AdminUser admin) {
      this.admin = Objects.requireNonNull(admin, "admin");
      return this;
    }

    /**
     * Confirms that the load balancer in front of the pods sends all requests of a visitor to the
     * same pod, for example by a consistent hash of the client's address.
     */
    public Builder visitorAffinityAcknowledged() {
      this.visitorAffinityAcknowledged = true;
      return this;
    }

    /** Sets the requests and limits of one part, instead of those of the profile. */
    public Builder resources(StackComponent component, Resources resources) {
      resourceOverrides.put(component, Objects.requireNonNull(resources, "resources"));
      return this;
    }

    /**
     * Sets the Pod Security level of the namespace. By default it is the strictest level that
     * admits all pods of the stack.
     */
    public Builder podSecurity(PodSecurity podSecurity) {
      this.podSecurity = Objects.requireNonNull(podSecurity, "podSecurity");
      return this;
    }

    /**
     * Sets an environment variable of Plausible that this builder has no method for, such as
     * LOG_LEVEL.
     */
    public Builder setting(String variable, String value) {
      settings.put(
          Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Sets a secret environment variable of Plausible, such as MAXMIND_LICENSE_KEY. */
    public Builder secretSetting(String variable, SecretSource value) {
      secretSettings.put(
          Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Passes a variable to Plausible that this library does not know. It is mounted as a secret
     * file. {@link #setting} and {@link #secretSetting} reject unknown names, because most of them
     * are typing errors.
     */
    public Builder unknownSetting(String variable, SecretSource value) {
      unknownSettings.add(Objects.requireNonNull(variable, "variable"));
      return secretSetting(variable, value);
    }

    /** Sets the version of Plausible whose data the stack takes over. */
    Builder follows(String version) {
      follows = version;
      return this;
    }

    /**
     * Confirms that the data migration of Plausible 2.0 that gives events numeric ids is complete.
     * Release 2.1 requires it, both for a stack that was made from a compose project and for an
     * upgrade in the cluster. {@code ComposeMigration} and the migration Job check that it is
     * complete.
     */
    public Builder eventsHaveNumericIds() {
      eventsHaveNumericIds = true;
      return this;
    }

    /**
     * Adds the name of a Secret with credentials for a private registry. The Secret has the type
     * {@code kubernetes.io/dockerconfigjson} and exists in the namespace.
     */
    public Builder imagePullSecret(String secretName) {
      imagePullSecrets.add(Objects.requireNonNull(secretName, "secretName"));
      return this;
    }

    /**
     * Sets the labels that a node must have to run Plausible itself. Replaces earlier labels.
     * Default none.
     */
    public Builder nodeSelector(Map<String, String> labels) {
      nodeSelector.clear();
      nodeSelector.putAll(labels);
      return this;
    }

    /**
     * Lets the pods of a part run on nodes with a taint. The tolerations of Plausible also apply to
     * the Jobs.
     *
     * @param taint the taint in the format of {@code kubectl taint}, such as {@code
     *     dedicated=stats:NoSchedule}
     */
    public Builder toleration(StackComponent component, String taint) {
      tolerations.add(component, Toleration.parse(taint));
      return this;
    }

    /**
     * Lets the pods of all parts run on nodes with a taint, like {@link #toleration(StackComponent,
     * String)}.
     */
    public Builder toleration(String taint) {
      return toleration(StackComponent.STACK, taint);
    }

    /**
     * Adds a customization of the stack's objects, for anything that this builder has no method
     * for, such as a priority class, a sidecar or an annotation. Customizations are applied in the
     * order of the calls. Default none.
     */
    public Builder customize(Customization customization) {
      customizations.add(Objects.requireNonNull(customization, "customization"));
      return this;
    }

    /**
     * Sets the CPU limit of each container, as a Kubernetes quantity such as {@code 500m} or {@code
     * 2}. {@link Resources#withCpuLimit} overrides it for one part. By default there is no limit. A
     * namespace with a quota for {@code limits.cpu} rejects pods without one.
     */
    public Builder cpuLimit(String cpuLimit) {
      this.cpuLimit = Objects.requireNonNull(cpuLimit, "cpuLimit");
      return this;
    }

    /**
     * Adds a host name of Plausible in addition to that of the base URL, such as a subdomain of a
     * site. Default none.
     */
    public Builder additionalHost(String host) {
      additionalHosts.add(Objects.requireNonNull(host, "host"));
      return this;
    }

    /**
     * Validates all settings and creates the stack.
     *
     * @throws StackValidationException if a setting is not valid; it has all problems
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
