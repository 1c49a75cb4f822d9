package io.github.plausible4j.samples;

import java.util.Locale;

/**
 * A post that is not as it was reported last.
 *
 * @param post the post as it is now
 * @param kind what happened to it
 */
record PostChange(BuiltPost post, Kind kind) {
  enum Kind {
    NEW("Post published"),
    CHANGED("Post updated");

    private final String eventName;

    Kind(String eventName) {
      this.eventName = eventName;
    }

    String eventName() {
      return eventName;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
