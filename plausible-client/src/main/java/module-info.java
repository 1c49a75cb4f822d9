/**
 * Typed client of Plausible Analytics: events delivered from the server side, statistics queried.
 */
module io.github.plausible4j {
  requires transitive okhttp3;
  requires okio;
  requires transitive com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.plausible4j;
  exports io.github.plausible4j.events;
  exports io.github.plausible4j.sites;
  exports io.github.plausible4j.stats;
  exports io.github.plausible4j.stats.legacy;
  exports io.github.plausible4j.web;
}
