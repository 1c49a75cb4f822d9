package io.github.plausible4j.blog;

/** The difference between a post and its last report. */
public enum PostChange {
  /** The post was not reported yet. */
  NEW("Post published"),
  /** Its title or content changed. */
  CHANGED("Post updated");

  private final String eventName;

  PostChange(String eventName) {
    this.eventName = eventName;
  }

  /** The name of the event that reports it. */
  public String eventName() {
    return eventName;
  }
}
