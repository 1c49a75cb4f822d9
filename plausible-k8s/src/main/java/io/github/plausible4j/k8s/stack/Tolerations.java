package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.StackComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The taints that pods tolerate, for all parts and for single parts. */
final class Tolerations {
  private final Map<StackComponent, List<Toleration>> byPart = new EnumMap<>(StackComponent.class);

  void add(StackComponent part, Toleration toleration) {
    byPart.computeIfAbsent(part, each -> new ArrayList<>()).add(toleration);
  }

  void addAll(Tolerations others) {
    others.byPart.forEach((part, list) -> list.forEach(each -> add(part, each)));
  }

  /** The tolerations of all parts, then those of the part. The Jobs also get Plausible's. */
  List<Toleration> of(StackComponent part) {
    List<Toleration> all = new ArrayList<>(byPart.getOrDefault(StackComponent.STACK, List.of()));
    if (part == StackComponent.MIGRATION || part == StackComponent.ADMIN) {
      all.addAll(byPart.getOrDefault(StackComponent.PLAUSIBLE, List.of()));
    }
    if (part != StackComponent.STACK) {
      all.addAll(byPart.getOrDefault(part, List.of()));
    }
    return List.copyOf(all);
  }
}
