import io.github.plausible4j.Plausible
import io.github.plausible4j.events.Event
import io.github.plausible4j.events.Visitor
import io.github.plausible4j.stats.DateRange
import io.github.plausible4j.stats.Metric
import io.github.plausible4j.stats.StatsQuery
import io.github.plausible4j.testkit.PlausibleServer
import java.time.Duration

fun main() {
  PlausibleServer.forSites("a.example").use { server ->
    Plausible.builder(server.url()).apiKey(server.apiKey()).build().use { plausible ->
      plausible.eventQueue().use { queue ->
        // A User-Agent may be null, an event may not: the compiler knows both.
        val visitor = Visitor.of("203.0.113.7", null)
        check(queue.track(Event.pageview("https://a.example/").withVisitor(visitor)))
        check(queue.flush(Duration.ofMinutes(2)).isComplete)
      }
      val result =
          plausible
              .stats()
              .query(
                  StatsQuery.builder("a.example")
                      .metrics(Metric.PAGEVIEWS)
                      .dateRange(DateRange.all())
                      .build())
      println(result)
    }
  }
}
