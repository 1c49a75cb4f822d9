package io.github.plausible4j.events;

import io.github.plausible4j.internal.ProblemCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a queue holds and delivers events. Immutable.
 *
 * <pre>{@code
 * DeliveryPolicy policy =
 *     DeliveryPolicy.builder().capacity(50_000).connections(8).drainOnShutdown(true).build();
 * }</pre>
 */
public final class DeliveryPolicy {
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

  /** The most events that are held, waiting and under way together. */
  public int capacity() {
    return parts.capacity;
  }

  /** The most bytes that are held, as {@link Event#estimatedBytes()} estimates them. */
  public long capacityBytes() {
    return parts.capacityBytes;
  }

  /** What a full queue does with one more event. */
  public OverflowPolicy overflow() {
    return parts.overflow;
  }

  /** The most requests under way at once, each with a thread and a connection. */
  public int connections() {
    return parts.connections;
  }

  /** The most attempts for an event that the server may have read. */
  public int attempts() {
    return parts.attempts;
  }

  /** The wait before the second attempt, at most; doubled for each further one. */
  public Duration backoffBase() {
    return parts.backoffBase;
  }

  /** The longest wait between two attempts. */
  public Duration backoffCap() {
    return parts.backoffCap;
  }

  /** The longest wait that a server's {@code Retry-After} can demand. */
  public Duration retryAfterCap() {
    return parts.retryAfterCap;
  }

  /** How long an event may wait before it is given up as expired. */
  public Duration maxAge() {
    return parts.maxAge;
  }

  /** What to do when a request failed after it may have arrived. */
  public AmbiguousFailurePolicy ambiguous() {
    return parts.ambiguous;
  }

  /** How long {@link EventQueue#close()} waits for the rest to be delivered. */
  public Duration closeTimeout() {
    return parts.closeTimeout;
  }

  /** Whether the end of the JVM drains the queue, for at most {@link #closeTimeout()}. */
  public boolean drainOnShutdown() {
    return parts.drainOnShutdown;
  }

  /** Where pending events are kept for the next process; empty for in memory alone. */
  public Optional<Path> spoolDirectory() {
    return Optional.ofNullable(parts.spoolDirectory);
  }

  /** When the spool forces what it wrote to the disk. */
  public SpoolSync spoolSync() {
    return parts.spoolSync;
  }

  /** The most bytes that the spool takes on the disk. */
  public long spoolBytes() {
    return parts.spoolBytes;
  }

  /** Where events are written that are not sent any more; empty for nowhere. */
  public Optional<Path> deadLetterFile() {
    return Optional.ofNullable(parts.deadLetterFile);
  }

  /** Who is told what becomes of each event. */
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
        + ", ambiguous="
        + ambiguous()
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
    private AmbiguousFailurePolicy ambiguous = AmbiguousFailurePolicy.RETRY;
    private Duration closeTimeout = Duration.ofSeconds(5);
    private boolean drainOnShutdown;
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
      ambiguous = from.ambiguous;
      closeTimeout = from.closeTimeout;
      drainOnShutdown = from.drainOnShutdown;
      spoolDirectory = from.spoolDirectory;
      spoolSync = from.spoolSync;
      spoolBytes = from.spoolBytes;
      deadLetterFile = from.deadLetterFile;
      listener = from.listener;
    }

    /** The most events held, waiting and under way together; 1 to 10,000,000, default 10,000. */
    public Builder capacity(int events) {
      this.capacity = events;
      return this;
    }

    /** The most bytes held, estimated; at least 64 KiB, default 16 MiB. */
    public Builder capacityBytes(long bytes) {
      this.capacityBytes = bytes;
      return this;
    }

    /** What a full queue does with one more event; default {@link OverflowPolicy#DROP_NEWEST}. */
    public Builder overflow(OverflowPolicy overflow) {
      this.overflow = Objects.requireNonNull(overflow, "overflow");
      return this;
    }

    /**
     * The most requests under way at once, 1 to 64, default 4. One request carries one event, so
     * this divided by the server's answer time is the most events a second: 4 at 20 ms give 200.
     */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /**
     * When an event is sent again. The wait before attempt n is random between zero and {@code
     * base} doubled n-2 times, at most {@code cap}.
     *
     * @param attempts the most attempts, at least 1, for an event that the server may have read;
     *     default 10. Attempts that certainly did not count (no connection, 408, 425, 429, 503) are
     *     bounded by {@link #maxAge} alone.
     * @param base positive, default 200 ms
     * @param cap at least the base, default 30 s
     */
    public Builder retry(int attempts, Duration base, Duration cap) {
      this.attempts = attempts;
      this.backoffBase = Objects.requireNonNull(base, "base");
      this.backoffCap = Objects.requireNonNull(cap, "cap");
      return this;
    }

    /** The longest wait that a server's {@code Retry-After} can demand; default 5 minutes. */
    public Builder retryAfterCap(Duration cap) {
      this.retryAfterCap = Objects.requireNonNull(cap, "cap");
      return this;
    }

    /**
     * How long an event may wait before it is given up as expired; default one hour. The server
     * counts an event when it arrives, so a later one would count at a wrong time.
     */
    public Builder maxAge(Duration maxAge) {
      this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
      return this;
    }

    /** What to do when a request failed after it may have arrived; default {@code RETRY}. */
    public Builder ambiguous(AmbiguousFailurePolicy ambiguous) {
      this.ambiguous = Objects.requireNonNull(ambiguous, "ambiguous");
      return this;
    }

    /** How long {@link EventQueue#close()} waits for the rest; default 5 seconds. */
    public Builder closeTimeout(Duration timeout) {
      this.closeTimeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /**
     * Whether a shutdown hook drains the queue for at most the close timeout when the JVM ends
     * without a close; default {@code false}.
     */
    public Builder drainOnShutdown(boolean drain) {
      this.drainOnShutdown = drain;
      return this;
    }

    /**
     * Keeps pending events in a directory, so that the next queue over it delivers what this
     * process could not: after a close, an end without one, or a kill. Each event is delivered at
     * least once within {@link #maxAge}; one that was under way at a kill is sent again. Default
     * none.
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
     * <p>The directory belongs to one queue at a time, on a local disk; it is made if it is not
     * there. Its files hold visitors' addresses until the events are delivered, and are readable
     * for their owner alone. All that was recovered is held in memory, even beyond the capacity;
     * new events are taken when there is room again. If the disk fails later, events are held in
     * memory alone until it works again: {@link SpoolStats} says so.
     */
    public Builder spoolDirectory(Path directory) {
      this.spoolDirectory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** When the spool forces what it wrote to the disk; default once a second. */
    public Builder spoolSync(SpoolSync sync) {
      this.spoolSync = Objects.requireNonNull(sync, "sync");
      return this;
    }

    /** The most bytes that the spool takes on the disk; at least 1 MiB, default 64 MiB. */
    public Builder spoolBytes(long bytes) {
      this.spoolBytes = bytes;
      return this;
    }

    /**
     * A file for events of the spool that expired or were given up: JSON, one a line, with the
     * visitor's address, readable for its owner alone, up to {@link #spoolBytes}. Its directory is
     * made if it is not there. Default none.
     */
    public Builder deadLetterFile(Path file) {
      this.deadLetterFile = Objects.requireNonNull(file, "file");
      return this;
    }

    /** Who is told what becomes of each event; default nobody. */
    public Builder listener(DeliveryListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * The policy.
     *
     * @throws IllegalArgumentException if a setting is out of its range; the message names all
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
        problems.add("backoffCap", backoffCap, "is below the base", "give at least the base");
      }
      if (retryAfterCap.isNegative() || closeTimeout.isNegative()) {
        problems.add("retryAfterCap and closeTimeout", "must not be negative", "give 0 or more");
      }
      problems.throwIfAny("DeliveryPolicy");
      return new DeliveryPolicy(new Builder(this));
    }

    private static void inRange(
        String field, long value, long least, long most, ProblemCollector found) {
      if (value < least || value > most) {
        found.add(field, value, "is out of range", "give " + least + " to " + most);
      }
    }

    private static void positive(String field, Duration value, ProblemCollector found) {
      if (value.isNegative() || value.isZero()) {
        found.add(field, value, "is not positive", "give a duration such as 1 s");
      }
    }
  }
}
