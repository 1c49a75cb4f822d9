package io.github.plausible4j.testkit.internal.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parses User-Agents and caches the results. Thread-safe. */
final class Agents {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Agent> known = new ConcurrentHashMap<>();

  /**
   * The device and the programs of a visitor.
   *
   * @param bot whether events with it are dropped
   * @param device {@code Mobile}, {@code Tablet}, {@code Desktop} or empty
   */
  record Agent(
      boolean bot,
      String device,
      String browser,
      String browserVersion,
      String os,
      String osVersion) {
    static final Agent UNKNOWN = new Agent(false, "", "", "", "", "");
    static final Agent BOT = new Agent(true, "", "", "", "", "");
  }

  Agent of(String userAgent) {
    if (userAgent.isEmpty()) {
      return Agent.UNKNOWN;
    }
    Agent agent = known.get(userAgent);
    if (agent != null) {
      return agent;
    }
    Agent parsed = parse(userAgent);
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.put(userAgent, parsed);
    return parsed;
  }

  private static Agent parse(String userAgent) {
    if (Bots.isBot(userAgent)) {
      return Agent.BOT;
    }
    Agent library = LibraryAgents.parse(userAgent);
    return library != null ? library : BrowserAgents.parse(userAgent);
  }
}
