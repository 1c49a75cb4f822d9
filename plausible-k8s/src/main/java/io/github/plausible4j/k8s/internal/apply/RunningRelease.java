package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.stack.StackVolumes;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The release that wrote the existing data: recorded before a migration starts, or read from the
 * workloads if there is no record.
 *
 * @param version the version of Plausible, empty if it is unknown
 * @param postgresImage the image of the stack's own PostgreSQL, empty if it is unknown or the
 *     database is external
 * @param clickHouseImage the image of the stack's own ClickHouse, empty if it is unknown or the
 *     database is external
 */
record RunningRelease(String version, String postgresImage, String clickHouseImage) {
  private static final String VERSION = "plausible-version";
  private static final String POSTGRES = "postgres-image";
  private static final String CLICKHOUSE = "clickhouse-image";

  static RunningRelease of(StackSnapshot snapshot) {
    KubeObject record = snapshot.record().orElse(null);
    if (record != null && !record.text("/data/" + VERSION).isEmpty()) {
      return new RunningRelease(
          record.text("/data/" + VERSION),
          record.text("/data/" + POSTGRES),
          record.text("/data/" + CLICKHOUSE));
    }
    return new RunningRelease(
        version(snapshot),
        image(snapshot, StackComponent.POSTGRES),
        image(snapshot, StackComponent.CLICKHOUSE));
  }

  /** The release to record before this stack's migrations run. */
  static RunningRelease of(PlausibleStack stack) {
    boolean postgres = stack.postgres() instanceof PostgresSpec.Managed;
    boolean clickHouse = !(stack.clickHouse() instanceof ClickHouseSpec.External);
    return new RunningRelease(
        stack.release().version(),
        postgres ? stack.release().postgresImage() : "",
        clickHouse ? stack.release().clickHouseImage() : "");
  }

  /**
   * Adds the previous images of databases that the stack does not use now, but whose data it keeps.
   */
  RunningRelease after(RunningRelease previous) {
    return new RunningRelease(
        version,
        postgresImage.isEmpty() ? previous.postgresImage : postgresImage,
        clickHouseImage.isEmpty() ? previous.clickHouseImage : clickHouseImage);
  }

  /** Removes the images of databases whose volumes are created empty. */
  RunningRelease over(PlausibleStack stack, Collection<Planned> planned) {
    StackVolumes volumes = stack.volumes();
    return new RunningRelease(
        version,
        isMadeEmpty(volumes.postgres(), planned) ? "" : postgresImage,
        isMadeEmpty(volumes.clickHouse(), planned) ? "" : clickHouseImage);
  }

  private static boolean isMadeEmpty(Optional<StackVolume> volume, Collection<Planned> planned) {
    return volume.filter(each -> each.storage() instanceof StorageSpec.Dynamic).isPresent()
        && planned.stream()
            .filter(each -> each.ref().kind().equals("PersistentVolumeClaim"))
            .filter(each -> each.action() == Action.CREATE)
            .anyMatch(each -> each.ref().name().equals(volume.orElseThrow().claimName()));
  }

  Map<String, String> toRecord() {
    Map<String, String> entries = new TreeMap<>();
    if (!version.isEmpty()) {
      entries.put(VERSION, version);
      entries.put(POSTGRES, postgresImage);
      entries.put(CLICKHOUSE, clickHouseImage);
    }
    return entries;
  }

  /** Why a stack cannot be upgraded to from this release. */
  List<Diagnosis> problems(PlausibleStack stack) {
    if (version.isEmpty()) {
      return List.of();
    }
    RunningRelease next = of(stack);
    return stack
        .upgradeProblems(
            version,
            next.postgresImage.isEmpty() ? "" : postgresImage,
            next.clickHouseImage.isEmpty() ? "" : clickHouseImage)
        .stream()
        .map(
            problem ->
                new Diagnosis(
                    StackSnapshot.recordKey(stack),
                    "this release cannot follow the one that wrote the data",
                    List.of(problem.field() + ": " + problem.value() + " " + problem.rule()),
                    problem.remedy()))
        .toList();
  }

  private static String version(StackSnapshot snapshot) {
    return snapshot.live().all().stream()
        .filter(object -> object.kind().equals("Deployment"))
        .map(object -> object.annotation(Rendering.VERSION_ANNOTATION))
        .filter(version -> !version.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String image(StackSnapshot snapshot, StackComponent component) {
    return snapshot.live().all().stream()
        .filter(object -> object.kind().equals("StatefulSet"))
        .filter(object -> object.label(Rendering.COMPONENT).equals(component.label()))
        .map(object -> object.text("/spec/template/spec/containers/0/image"))
        .findFirst()
        .orElse("");
  }
}
