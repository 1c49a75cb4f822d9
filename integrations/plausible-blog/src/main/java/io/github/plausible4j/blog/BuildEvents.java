package io.github.plausible4j.blog;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates and delivers the events of a build. */
final class BuildEvents {
  private static final String BUILD_EVENT = "Blog build";
  private static final Visitor VISITOR = Visitor.ofServer("blog-build");
  private static final int BYTES_PER_EVENT = 4096;

  private final SiteChanges changes;
  private final Duration duration;
  private final Event build;
  private final Map<BuiltPost, Event> posts = new LinkedHashMap<>();
  private final Map<BuiltPost, String> notReportable = new LinkedHashMap<>();
  private final Map<Event, SendResult> results =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final AtomicReference<SendResult.@Nullable Failed> trouble = new AtomicReference<>();

  BuildEvents(SiteChanges changes, String domain, Duration duration) {
    this.changes = changes;
    this.duration = duration;
    this.build = buildEvent(domain);
    changes.posts().forEach((post, change) -> add(post, change, domain));
  }

  private Event buildEvent(String domain) {
    BuiltSite site = changes.site();
    Event.Builder builder =
        Event.builder(BUILD_EVENT, site.baseUrl())
            .site(domain)
            .visitor(VISITOR)
            .interactive(false)
            .prop("posts", site.posts().size())
            .prop("new", changes.count(PostChange.NEW))
            .prop("changed", changes.count(PostChange.CHANGED))
            .prop("removed", changes.removed())
            .prop("duration", seconds(duration));
    site.generator().ifPresent(generator -> builder.prop("generator", generator));
    return builder.build();
  }

  /** Seconds with one decimal, the same in every locale. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** A post whose address or title Plausible rejects must not prevent the others. */
  private void add(BuiltPost post, PostChange change, String domain) {
    try {
      posts.put(
          post,
          Event.builder(change.eventName(), post.url())
              .site(domain)
              .visitor(VISITOR)
              .interactive(false)
              .prop("title", post.title())
              .build());
    } catch (IllegalArgumentException e) {
      notReportable.put(post, String.valueOf(e.getMessage()));
    }
  }

  /** The report before anything was sent. */
  BuildReport notSent() {
    return report(event -> new Result(ReportOutcome.NOT_SENT, ""), Optional.empty());
  }

  /** Sends all events and waits until each has its result, at most for the timeout. */
  BuildReport send(Plausible plausible, Duration timeout) {
    int count = posts.size() + 1;
    DeliveryPolicy policy =
        DeliveryPolicy.builder()
            .capacity(count)
            .capacityBytes(Math.max(1 << 23, (long) count * BYTES_PER_EVENT))
            .listener(listener())
            .build();
    EventQueue queue = plausible.eventQueue(policy);
    posts.values().forEach(queue::track);
    queue.track(build);
    queue.close(timeout);
    Optional<String> unreachable = unreachable();
    return unreachable.isPresent()
        ? report(event -> new Result(ReportOutcome.NOT_SENT, ""), unreachable)
        : report(this::result, unreachable);
  }

  private DeliveryListener listener() {
    return new DeliveryListener() {
      @Override
      public void ended(Event event, SendResult result) {
        results.put(event, result);
      }

      @Override
      public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
        trouble.set(failure);
      }
    };
  }

  /** The reason why the server cannot be reached; empty if it has answered at least once. */
  private Optional<String> unreachable() {
    List<SendResult> all = List.copyOf(results.values());
    boolean noAnswer =
        all.stream().allMatch(result -> result instanceof SendResult.Failed f && f.status() <= 0);
    if (!noAnswer) {
      return Optional.empty();
    }
    // The failure of an attempt says more than the end of the timeout.
    SendResult.Failed met = trouble.get();
    if (met != null) {
      return met.status() <= 0 ? Optional.of(met.reason()) : Optional.empty();
    }
    return Optional.of(
        all.stream()
            .map(result -> ((SendResult.Failed) result).reason())
            .findFirst()
            .orElse("it did not answer in time"));
  }

  private record Result(ReportOutcome outcome, String reason) {}

  private Result result(Event event) {
    SendResult result = results.get(event);
    if (result instanceof SendResult.Accepted) {
      return new Result(ReportOutcome.COUNTED, "");
    }
    if (result instanceof SendResult.Dropped) {
      return new Result(
          ReportOutcome.DROPPED,
          "the server dropped it; check that the site exists in Plausible"
              + " and does not block it");
    }
    if (result instanceof SendResult.Rejected rejected) {
      return new Result(ReportOutcome.FAILED, "the server rejected it: " + rejected.errors());
    }
    if (result instanceof SendResult.Failed failed) {
      return new Result(ReportOutcome.FAILED, failed.reason());
    }
    return new Result(ReportOutcome.FAILED, "not delivered in time");
  }

  private BuildReport report(Function<Event, Result> resultOf, Optional<String> serverProblem) {
    List<PostReport> rows = new ArrayList<>();
    changes
        .posts()
        .forEach(
            (post, change) -> {
              Event event = posts.get(post);
              Result result =
                  event == null
                      ? new Result(
                          ReportOutcome.NOT_REPORTABLE, notReportable.getOrDefault(post, ""))
                      : resultOf.apply(event);
              rows.add(new PostReport(post, change, result.outcome(), result.reason()));
            });
    Result ofBuild = resultOf.apply(build);
    return new BuildReport(
        changes.site(),
        rows,
        changes.removed(),
        duration,
        ofBuild.outcome(),
        ofBuild.reason(),
        serverProblem);
  }
}
