package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The volumes that a stack keeps data on, for example to pass their claims to a backup tool.
 * External databases and those of an operator are not included.
 *
 * @param postgres the volume of the stack's own PostgreSQL
 * @param clickHouse the volume of the stack's own ClickHouse
 * @param plausible the volume of Plausible's own files; empty for releases that keep none, and for
 *     several replicas, which cannot share a volume
 */
public record StackVolumes(
    Optional<StackVolume> postgres,
    Optional<StackVolume> clickHouse,
    Optional<StackVolume> plausible) {

  static StackVolumes of(PlausibleStack stack) {
    Optional<StorageSpec> postgres =
        stack
            .postgres()
            .match(
                managed -> Optional.of(stack.storageOr(managed.storage())),
                external -> Optional.empty(),
                cluster -> Optional.empty());
    Optional<StorageSpec> clickHouse =
        stack
            .clickHouse()
            .match(
                managed -> Optional.of(stack.storageOr(managed.storage())),
                external -> Optional.empty(),
                installation -> Optional.empty());
    boolean files =
        PlausibleVersion.of(stack.release().version()).hasDataDirectory() && stack.replicas() == 1;
    return new StackVolumes(
        postgres.map(storage -> volume(stack, StackComponent.POSTGRES, "postgres-data", storage)),
        clickHouse.map(
            storage -> volume(stack, StackComponent.CLICKHOUSE, "clickhouse-data", storage)),
        files
            ? Optional.of(volume(stack, StackComponent.PLAUSIBLE, "data", stack.storage()))
            : Optional.empty());
  }

  private static StackVolume volume(
      PlausibleStack stack, StackComponent component, String suffix, StorageSpec storage) {
    String claim =
        storage.match(
            dynamic -> stack.named(suffix),
            nfs -> stack.named(suffix),
            StorageSpec.ExistingClaim::name);
    return new StackVolume(component, component.label(), storage, claim);
  }

  /** All volumes that exist, in the order PostgreSQL, ClickHouse, Plausible. */
  public List<StackVolume> all() {
    return Stream.of(postgres, clickHouse, plausible).flatMap(Optional::stream).toList();
  }
}
