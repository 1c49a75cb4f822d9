package io.github.plausible4j.testkit.chaos;

import java.util.random.RandomGenerator;

/** What the proxy does to one request. */
enum ProxyFault {
  NONE(64),
  /** Only a part of the request goes on, then both connections are closed. */
  CUT_REQUEST(6),
  /** The request waits for a while before it goes on. */
  DELAY(8),
  /** The server has read and answered, but the client gets a reset instead. */
  RESET_AFTER_READING(8),
  /** The answer comes byte by byte. */
  DRIP(6),
  /** The answer ends in the middle. */
  CUT_ANSWER(5),
  /** Nothing goes on and nothing comes back; the connection stays open. */
  HALF_OPEN(2),
  /** Nobody accepts connections for a while; the ones there are closed. */
  OUTAGE(1);

  private final int weight;

  ProxyFault(int weight) {
    this.weight = weight;
  }

  static ProxyFault next(RandomGenerator random) {
    int left = random.nextInt(100);
    for (ProxyFault mischief : values()) {
      left -= mischief.weight;
      if (left < 0) {
        return mischief;
      }
    }
    return NONE;
  }
}
