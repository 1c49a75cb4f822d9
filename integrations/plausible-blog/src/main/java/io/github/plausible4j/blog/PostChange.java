package io.github.plausible4j.blog;

/** How a post differs from what was reported last. */
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
