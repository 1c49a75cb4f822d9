package io.github.plausible4j.k8s.internal.cluster;

/**
 * For internal use only. One field that would change.
 *
 * @param path such as {@code spec.template.spec.containers[web].image}
 * @param before as JSON, empty where there was nothing
 * @param after as JSON, empty where it goes
 */
public record FieldDifference(String path, String before, String after) {}
