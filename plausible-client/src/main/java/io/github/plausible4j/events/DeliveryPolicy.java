package io.github.plausible4j.events;

import io.github.plausible4j.internal.ProblemCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link EventQueue}: capacity, retries, spool and shutdown. Immutable.
 *
 * <pre>{@code
 * DeliveryPolicy policy =
 *     DeliveryPolicy.builder().capacity(50_000).connections(8).drainOnShutdown(true).build();
 * }</pre>
 */
public final class DeliveryPolicy {
  private static final Duration LONGEST_SERVER_BUFFER = Duration.ofHours(1);
  private static final DeliveryPolicy DEFAULT = builder().build();

  private final Builder parts;

  private DeliveryPolicy(Builder parts) {
    this.parts = parts;
  }

  /** The policy with every default. */
  public static DeliveryPolicy defaults() {
    return DEFAULT;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this policy. */
  public Builder toBuilder() {
    return new Builder(parts);
  }

  /** The most events that the queue holds, both waiting and being sent. */
  public int capacity() {
    return parts.capacity;
  }

  /** The most bytes that the queue holds, as {@link Event#estimatedBytes()} estimates them. */
  public long capacityBytes() {
    return parts.capacityBytes;
  }

  /** What a full queue does with another event. */
  public OverflowPolicy overflow() {
    return parts.overflow;
  }

  /** The most requests at once, each with its own thread and connection. */
  public int connections() {
    return parts.connections;
  }

  /** The most attempts for an event that the server may have received. */
  public int attempts() {
    return parts.attempts;
  }

  /** The longest wait before the second attempt; doubled for each further attempt. */
  public Duration backoffBase() {
    return parts.backoffBase;
  }

  /** The longest wait between two attempts. */
  public Duration backoffCap() {
    return parts.backoffCap;
  }

  /** The longest wait that a server's {@code Retry-After} can ask for. */
  public Duration retryAfterCap() {
    return parts.retryAfterCap;
  }

  /** How long an event may wait before it is given up as expired. */
  public Duration maxAge() {
    return parts.maxAge;
  }

  /** What to do when a request failed after it may have arrived. */
  public AmbiguousFailurePolicy ambiguousFailure() {
    return parts.ambiguousFailure;
  }

  /** How long the server may hold an accepted event only in memory. */
  public Duration serverBuffer() {
    return parts.serverBuffer;
  }

  /** What to do with accepted events that a server may have lost in a crash. */
  public ServerCrashPolicy serverCrash() {
    return parts.serverCrash;
  }

  /**
   * How long {@link EventQueue#close()} waits until the remaining events are delivered; empty for
   * the default, see {@link Builder#closeTimeout}.
   */
  public Optional<Duration> closeTimeout() {
    return Optional.ofNullable(parts.closeTimeout);
  }

  /** Whether the end of the JVM closes the queue, as {@link EventQueue#close()} does. */
  public boolean drainOnShutdown() {
    return parts.drainOnShutdown;
  }

  /** Whether events that are lost at the end of the JVM are logged. */
  public boolean warnOnShutdown() {
    return parts.warnOnShutdown;
  }

  /**
   * The directory that keeps pending events for the next process; empty if they are only in memory.
   */
  public Optional<Path> spoolDirectory() {
    return Optional.ofNullable(parts.spoolDirectory);
  }

  /** When the spool forces written events to the disk. */
  public SpoolSync spoolSync() {
    return parts.spoolSync;
  }

  /** The most bytes that the spool takes on the disk. */
  public long spoolBytes() {
    return parts.spoolBytes;
  }

  /** The file for events that will not be sent; empty if no file was set. */
  public Optional<Path> deadLetterFile() {
    return Optional.ofNullable(parts.deadLetterFile);
  }

  /** The listener for the results of events. */
  public DeliveryListener listener() {
    return parts.listener;
  }

  @Override
  public String toString() {
    return "DeliveryPolicy[capacity="
        + capacity()
        + " events, "
        + capacityBytes()
        + " bytes, overflow="
        + overflow()
        + ", connections="
        + connections()
        + ", attempts="
        + attempts()
        + ", backoff="
        + backoffBase()
        + ".."
        + backoffCap()
        + ", maxAge="
        + maxAge()
        + ", ambiguousFailure="
        + ambiguousFailure()
        + ", serverBuffer="
        + serverBuffer()
        + ", serverCrash="
        + serverCrash()
        + (parts.spoolDirectory == null
            ? ""
            : ", spool=" + parts.spoolDirectory + " " + spoolSync() + " " + spoolBytes() + " bytes")
        + "]";
  }

  /** Settings of a {@link DeliveryPolicy}. Not thread-safe. */
  public static final class Builder {
    private int capacity = 10_000;
    private long capacityBytes = 16L << 20;
    private OverflowPolicy overflow = OverflowPolicy.DROP_NEWEST;
    private int connections = 4;
    private int attempts = 10;
    private Duration backoffBase = Duration.ofMillis(200);
    private Duration backoffCap = Duration.ofSeconds(30);
    private Duration retryAfterCap = Duration.ofMinutes(5);
    private Duration maxAge = Duration.ofHours(1);
    private AmbiguousFailurePolicy ambiguousFailure = AmbiguousFailurePolicy.RETRY;
    private Duration serverBuffer = Duration.ofSeconds(5);
    private ServerCrashPolicy serverCrash = ServerCrashPolicy.COUNT;
    private @Nullable Duration closeTimeout;
    private boolean drainOnShutdown;
    private boolean warnOnShutdown = true;
    private @Nullable Path spoolDirectory;
    private SpoolSync spoolSync = SpoolSync.every(Duration.ofSeconds(1));
    private long spoolBytes = 64L << 20;
    private @Nullable Path deadLetterFile;
    private DeliveryListener listener = DeliveryListener.NONE;

    private Builder() {}

    private Builder(Builder from) {
      capacity = from.capacity;
      capacityBytes = from.capacityBytes;
      overflow = from.overflow;
      connections = from.connections;
      attempts = from.attempts;
      backoffBase = from.backoffBase;
      backoffCap = from.backoffCap;
      retryAfterCap = from.retryAfterCap;
      maxAge = from.maxAge;
      ambiguousFailure = from.ambiguousFailure;
      serverBuffer = from.serverBuffer;
      serverCrash = from.serverCrash;
      closeTimeout = from.closeTimeout;
      drainOnShutdown = from.drainOnShutdown;
      warnOnShutdown = from.warnOnShutdown;
      spoolDirectory = from.spoolDirectory;
      spoolSync = from.spoolSync;
      spoolBytes = from.spoolBytes;
      deadLetterFile = from.deadLetterFile;
      listener = from.listener;
    }

    /**
     * The most events that the queue holds, both waiting and being sent; 1 to 10,000,000, default
     * 10,000.
     */
    public Builder capacity(int capacity) {
      this.capacity = capacity;
      return this;
    }

    /** The most bytes that the queue holds, estimated; at least 64 KiB, default 16 MiB. */
    public Builder capacityBytes(long capacityBytes) {
      this.capacityBytes = capacityBytes;
      return this;
    }

    /** What a full queue does with another event; default {@link OverflowPolicy#DROP_NEWEST}. */
    public Builder overflow(OverflowPolicy overflow) {
      this.overflow = Objects.requireNonNull(overflow, "overflow");
      return this;
    }

    /**
     * The most requests at once; 1 to 64, default 4. One request carries one event, so the most
     * events per second are this number divided by the server's answer time: 4 at 20 ms give 200.
     */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /**
     * The retries of an event. The wait before attempt n is random between zero and {@code base}
     * doubled n-2 times, at most {@code cap}.
     *
     * @param attempts the most attempts, at least 1, for an event that the server may have
     *     received; default 10. Attempts that the server certainly did not count (no connection,
     *     408, 425, 429, 503) are limited only by {@link #maxAge}.
     * @param base positive, default 200 ms
     * @param cap at least the base, default 30 s
     */
    public Builder retry(int attempts, Duration base, Duration cap) {
      this.attempts = attempts;
      this.backoffBase = Objects.requireNonNull(base, "base");
      this.backoffCap = Objects.requireNonNull(cap, "cap");
      return this;
    }

    /** The longest wait that a server's {@code Retry-After} can ask for; default 5 minutes. */
    public Builder retryAfterCap(Duration retryAfterCap) {
      this.retryAfterCap = Objects.requireNonNull(retryAfterCap, "retryAfterCap");
      return this;
    }

    /**
     * How long an event may wait before it is given up as expired; default one hour. The server
     * counts an event at the time of its arrival, so a late event would count at the wrong time.
     */
    public Builder maxAge(Duration maxAge) {
      this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
      return this;
    }

    /**
     * What to do when a request failed after it may have arrived; default {@link
     * AmbiguousFailurePolicy#RETRY}.
     */
    public Builder ambiguousFailure(AmbiguousFailurePolicy ambiguousFailure) {
      this.ambiguousFailure = Objects.requireNonNull(ambiguousFailure, "ambiguousFailure");
      return this;
    }

    /**
     * How long the server may hold an accepted event only in memory; 0 to 1 hour. Default: 5
     * seconds, the flush interval of Plausible's write buffer ({@code
     * CLICKHOUSE_FLUSH_INTERVAL_MS}). Use 0 for a server that loses nothing.
     *
     * <p>A server that is killed loses that buffer. When a connection is refused or reset, or a
     * proxy answers 502 or 521, everything that was accepted within this time before the server's
     * last answer counts as {@link DeliveryStats#atRisk}. A timeout does not count as a crash. A
     * crash is not noticed if the server is back before the next request.
     */
    public Builder serverBuffer(Duration serverBuffer) {
      this.serverBuffer = Objects.requireNonNull(serverBuffer, "serverBuffer");
      return this;
    }

    /**
     * What to do with accepted events that a server may have lost in a crash; default {@link
     * ServerCrashPolicy#COUNT}. {@link ServerCrashPolicy#RESEND} keeps the accepted events of the
     * last {@link #serverBuffer} in memory, and in the spool if there is one: at most {@link
     * #capacity} events and {@link #capacityBytes} in addition to the pending ones.
     */
    public Builder serverCrash(ServerCrashPolicy serverCrash) {
      this.serverCrash = Objects.requireNonNull(serverCrash, "serverCrash");
      return this;
    }

    /**
     * How long {@link EventQueue#close()} waits until the remaining events are delivered; 0 or
     * more. Default: the call timeout of the client, usually 30 seconds, and at least 5 seconds;
     * but only 5 seconds while the server is down.
     */
    public Builder closeTimeout(Duration closeTimeout) {
      this.closeTimeout = Objects.requireNonNull(closeTimeout, "closeTimeout");
      return this;
    }

    /**
     * Whether a shutdown hook closes the queue, within the close timeout, when the JVM ends without
     * a close; default {@code false}.
     */
    public Builder drainOnShutdown(boolean drainOnShutdown) {
      this.drainOnShutdown = drainOnShutdown;
      return this;
    }

    /**
     * Whether a warning is logged when the JVM ends without a close and waiting events are lost;
     * default {@code true}. With a spool they are kept, and nothing is logged. Switch this off if a
     * shutdown hook of your own or of a framework closes the queue.
     */
    public Builder warnOnShutdown(boolean warnOnShutdown) {
      this.warnOnShutdown = warnOnShutdown;
      return this;
    }

    /**
     * Keeps pending events in a directory. After a close, an exit or a kill, the next queue with
     * that directory delivers them. Each event is delivered at least once within {@link #maxAge};
     * an event that was being sent at a kill is sent again. Default: no directory, events are only
     * in memory.
     *
     * <pre>{@code
     * DeliveryPolicy policy =
     *     DeliveryPolicy.builder()
     *         .spoolDirectory(Path.of("/var/lib/shop/plausible"))
     *         .spoolSync(SpoolSync.every(Duration.ofSeconds(1)))
     *         .deadLetterFile(Path.of("/var/lib/shop/plausible-dead.jsonl"))
     *         .build();
     * }</pre>
     *
     * <p>The directory must be on a local disk and belongs to one queue at a time; it is created if
     * it does not exist. Its files contain visitors' addresses until the events are delivered, and
     * only their owner can read them. All recovered events are held in memory, even beyond the
     * capacity; new events are taken when there is room again. If the disk fails later, events are
     * held only in memory until it works again; see {@link SpoolStats#isDegraded}.
     */
    public Builder spoolDirectory(Path spoolDirectory) {
      this.spoolDirectory = Objects.requireNonNull(spoolDirectory, "spoolDirectory");
      return this;
    }

    /** When the spool forces written events to the disk; default once a second. */
    public Builder spoolSync(SpoolSync spoolSync) {
      this.spoolSync = Objects.requireNonNull(spoolSync, "spoolSync");
      return this;
    }

    /** The most bytes that the spool takes on the disk; at least 1 MiB, default 64 MiB. */
    public Builder spoolBytes(long spoolBytes) {
      this.spoolBytes = spoolBytes;
      return this;
    }

    /**
     * A file for events of the spool that expired or were given up: one JSON object per line, with
     * the visitor's address, readable only by its owner, up to {@link #spoolBytes}. Its directory
     * is created if it does not exist. Default: no file.
     */
    public Builder deadLetterFile(Path deadLetterFile) {
      this.deadLetterFile = Objects.requireNonNull(deadLetterFile, "deadLetterFile");
      return this;
    }

    /** The listener for the results of events; default {@link DeliveryListener#NONE}. */
    public Builder listener(DeliveryListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * The policy.
     *
     * @throws IllegalArgumentException if settings are out of range; the message names all of them
     */
    public DeliveryPolicy build() {
      ProblemCollector problems = new ProblemCollector();
      inRange("capacity", capacity, 1, 10_000_000, problems);
      inRange("capacityBytes", capacityBytes, 64L << 10, Long.MAX_VALUE / 2, problems);
      inRange("connections", connections, 1, 64, problems);
      inRange("attempts", attempts, 1, Integer.MAX_VALUE, problems);
      inRange("spoolBytes", spoolBytes, 1L << 20, Long.MAX_VALUE / 2, problems);
      if (deadLetterFile != null && spoolDirectory == null) {
        problems.add("deadLetterFile", "needs a spool", "set spoolDirectory too");
      }
      positive("backoffBase", backoffBase, problems);
      positive("maxAge", maxAge, problems);
      if (backoffCap.compareTo(backoffBase) < 0) {
        problems.add("backoffCap", backoffCap, "is below the base", "use at least the base");
      }
      notNegative("retryAfterCap", retryAfterCap, problems);
      if (closeTimeout != null) {
        notNegative("closeTimeout", closeTimeout, problems);
      }
      if (serverBuffer.isNegative() || serverBuffer.compareTo(LONGEST_SERVER_BUFFER) > 0) {
        problems.add("serverBuffer", serverBuffer, "is out of range", "use 0 to 1 h");
      }
      if (serverCrash == ServerCrashPolicy.RESEND && serverBuffer.isZero()) {
        problems.add(
            "serverCrash", serverCrash, "needs a serverBuffer", "use one such as 5 s, or COUNT");
      }
      problems.throwIfAny("DeliveryPolicy");
      return new DeliveryPolicy(new Builder(this));
    }

    private static void inRange(
        String field, long value, long least, long most, ProblemCollector found) {
      if (value < least || value > most) {
        found.add(field, value, "is out of range", "use " + least + " to " + most);
      }
    }

    private static void notNegative(String field, Duration value, ProblemCollector found) {
      if (value.isNegative()) {
        found.add(field, value, "is negative", "use 0 or more");
      }
    }

    private static void positive(String field, Duration value, ProblemCollector found) {
      if (value.isNegative() || value.isZero()) {
        found.add(field, value, "is not positive", "use a duration such as 1 s");
      }
    }
  }
}
