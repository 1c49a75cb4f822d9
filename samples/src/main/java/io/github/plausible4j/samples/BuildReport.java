package io.github.plausible4j.samples;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of one build, and what became of them. */
final class BuildReport {
  static final String BUILD_EVENT = "Blog build";

  private static final Visitor VISITOR = Visitor.ofServer("blog-build");
  private static final int LONGEST_TITLE = 200;

  private final Event build;
  private final Map<PostChange, Event> posts = new LinkedHashMap<>();
  private final Map<Event, SendResult> results = new ConcurrentHashMap<>();
  private final AtomicReference<SendResult.@Nullable Failed> trouble = new AtomicReference<>();

  /**
   * Prepares the events.
   *
   * @param duration how long the build took
   */
  BuildReport(SiteChanges changes, String domain, Duration duration) {
    BuiltSite site = changes.site();
    Event.Builder builder =
        Event.builder(BUILD_EVENT, site.baseUrl())
            .site(domain)
            .visitor(VISITOR)
            .interactive(false)
            .prop("posts", site.posts().size())
            .prop("new", changes.count(PostChange.Kind.NEW))
            .prop("changed", changes.count(PostChange.Kind.CHANGED))
            .prop("removed", changes.removed())
            .prop("duration", seconds(duration));
    site.generator().ifPresent(generator -> builder.prop("generator", generator));
    this.build = builder.build();
    for (PostChange change : changes.posts()) {
      posts.put(change, event(change, domain));
    }
  }

  private static Event event(PostChange change, String domain) {
    String title = change.post().title();
    return Event.builder(change.kind().eventName(), change.post().url())
        .site(domain)
        .visitor(VISITOR)
        .interactive(false)
        .prop("title", title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE))
        .build();
  }

  /** Seconds with one decimal, the same in every locale. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Sends all events and waits until each has its result, but not longer than that. */
  void send(Plausible plausible, Duration patience) {
    DeliveryListener listener =
        new DeliveryListener() {
          @Override
          public void ended(Event event, SendResult result) {
            results.put(event, result);
          }

          @Override
          public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
            trouble.set(failure);
          }
        };
    DeliveryPolicy policy =
        DeliveryPolicy.builder().capacity(posts.size() + 1).listener(listener).build();
    EventQueue queue = plausible.eventQueue(policy);
    posts.values().forEach(queue::track);
    queue.track(build);
    queue.close(patience);
  }

  /** What the table says about a post. */
  String outcome(PostChange change) {
    return outcome(Objects.requireNonNull(posts.get(change), "a change of another build"));
  }

  /** What the table says about the build. */
  String outcomeOfBuild() {
    return outcome(build);
  }

  private String outcome(Event event) {
    SendResult result = results.get(event);
    if (result instanceof SendResult.Accepted) {
      return "counted";
    }
    if (result instanceof SendResult.Dropped) {
      return "dropped by the server; does it know the site?";
    }
    if (result instanceof SendResult.Rejected rejected) {
      return "refused: " + rejected.errors();
    }
    // An event that was still waiting when time was up knows less than one that was tried.
    SendResult.Failed failed = trouble.get();
    if (failed == null && result instanceof SendResult.Failed own) {
      failed = own;
    }
    return failed == null ? "not delivered" : "failed: " + failed.reason();
  }

  /** The posts that the next build must report again. */
  Set<PostChange> undelivered() {
    return posts.entrySet().stream()
        .filter(entry -> !isCounted(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether everything was taken. */
  boolean isComplete() {
    return undelivered().isEmpty() && isCounted(build);
  }

  private boolean isCounted(Event event) {
    return results.get(event) instanceof SendResult.Accepted;
  }
}
