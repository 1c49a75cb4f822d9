package io.github.plausible4j.sites;

import java.util.Currency;
import java.util.Map;

/** A goal of a site: what counts as a conversion. */
public sealed interface Goal {
  /** The number that the server knows it by. */
  long id();

  /** The name that queries filter by, for example {@code Visit /pricing}. */
  String displayName();

  /** What custom properties an event must have to count; mostly empty. */
  Map<String, String> customProperties();

  /**
   * An event with that name.
   *
   * @param eventName the name of the event
   */
  record CustomEvent(
      long id, String displayName, Map<String, String> customProperties, String eventName)
      implements Goal {
    /** Copies the map. */
    public CustomEvent {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A visit of a page.
   *
   * @param path the path, where {@code *} matches part of a segment and {@code **} any rest
   */
  record Pageview(long id, String displayName, Map<String, String> customProperties, String path)
      implements Goal {
    /** Copies the map. */
    public Pageview {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * An event that brings money; known to hosted Plausible only.
   *
   * @param eventName the name of the event
   * @param currency what sums are shown in
   */
  record Revenue(
      long id,
      String displayName,
      Map<String, String> customProperties,
      String eventName,
      Currency currency)
      implements Goal {
    /** Copies the map. */
    public Revenue {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A page read down to some depth; made in the dashboard only.
   *
   * @param path the path of the page
   */
  record Scroll(long id, String displayName, Map<String, String> customProperties, String path)
      implements Goal {
    /** Copies the map. */
    public Scroll {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A kind of goal that is newer than this library.
   *
   * @param type the kind, as the server calls it
   */
  record Other(long id, String displayName, Map<String, String> customProperties, String type)
      implements Goal {
    /** Copies the map. */
    public Other {
      customProperties = Map.copyOf(customProperties);
    }
  }
}
