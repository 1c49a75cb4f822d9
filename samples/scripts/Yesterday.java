///usr/bin/env jbang "$0" "$@" ; exit $?
//REPOS mavenLocal,mavenCentral
//DEPS io.github.plausible4j:plausible-client:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-simple:2.0.20
//JAVA 17+
import static io.github.plausible4j.stats.Metric.PAGEVIEWS;
import static io.github.plausible4j.stats.Metric.VISITORS;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.StatsQuery;

class Yesterday {
  public static void main(String[] args) {
    try (Plausible plausible =
        Plausible.builder(System.getenv("PLAUSIBLE_URL"))
            .apiKey(System.getenv("PLAUSIBLE_KEY"))
            .build()) {
      System.out.println(
          plausible.stats().query(
              StatsQuery.builder(args[0])
                  .metrics(VISITORS, PAGEVIEWS)
                  .dateRange(DateRange.lastDays(1))
                  .build()));
    }
  }
}
