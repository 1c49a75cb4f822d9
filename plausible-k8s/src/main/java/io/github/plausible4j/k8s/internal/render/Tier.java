package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The order in which objects are applied. An apply waits for each tier before the next one. */
public enum Tier {
  NAMESPACE("1-namespace"),
  CONFIGURATION("2-configuration"),
  /** An apply does not wait for this tier, because a claim may stay unbound until its first pod. */
  VOLUMES("3-volumes"),
  DATABASES("4-databases"),
  MIGRATION("5-migration"),
  /** Creates the first user before anyone can reach the page on which a first user registers. */
  ADMINISTRATION("6-administration"),
  APPLICATION("7-application"),
  EXPOSURE("8-exposure");

  public static final String ANNOTATION = "plausible4j.io/tier";

  private final String label;

  Tier(String label) {
    this.label = label;
  }

  /** The value of the annotation {@value #ANNOTATION}. */
  String label() {
    return label;
  }

  /**
   * The tier of an object that this library rendered; throws {@link IllegalArgumentException} for
   * others.
   */
  public static Tier of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String found = annotations == null ? null : annotations.get(ANNOTATION);
    for (Tier tier : values()) {
      if (tier.label.equals(found)) {
        return tier;
      }
    }
    throw new IllegalArgumentException(
        object.getKind()
            + " "
            + object.getMetadata().getName()
            + " has no annotation "
            + ANNOTATION
            + " that names a tier");
  }
}
