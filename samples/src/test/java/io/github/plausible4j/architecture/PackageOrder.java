package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages of each module from top to bottom; a class depends on packages below its own. */
public final class PackageOrder {
  private static final List<String> CLIENT =
      packages(
          "",
          ".internal.delivery",
          ".internal.spool",
          ".internal.stats",
          ".internal.sites",
          ".web",
          ".stats.legacy",
          ".stats",
          ".sites",
          ".events",
          ".internal.text",
          ".internal");

  private static final List<String> TESTKIT =
      packages(
          ".testkit",
          ".testkit.internal.database",
          ".testkit.internal.plugins",
          ".testkit.internal.sites",
          ".testkit.internal.stats",
          ".testkit.internal.stats.legacy",
          ".testkit.internal.stats.parse",
          ".testkit.internal.stats.count",
          ".testkit.internal.stats.query",
          ".testkit.internal.ingest",
          ".testkit.internal.store",
          ".testkit.internal.system",
          ".testkit.internal.account",
          ".testkit.internal.http",
          ".testkit.internal.wire");

  private static final List<String> K8S =
      packages(
          ".k8s",
          ".k8s.internal.apply",
          ".k8s.progress",
          ".k8s.internal.preflight",
          ".k8s.internal.secret",
          ".k8s.internal.rollout",
          ".k8s.render",
          ".k8s.internal.render",
          ".k8s.internal.database",
          ".k8s.internal.invariant",
          ".k8s.image",
          ".k8s.dns",
          ".k8s.stack",
          ".k8s.customization",
          ".k8s.internal.compose",
          ".k8s.internal.variable",
          ".k8s.internal.registry",
          ".k8s.release",
          ".k8s.validation",
          ".k8s.internal.image",
          ".k8s.internal.cloudflare",
          ".k8s.internal.cluster",
          ".k8s.plan",
          ".k8s.internal.http",
          ".k8s.internal.file");

  private static final List<String> ADMIN =
      packages(
          ".admin",
          ".admin.internal.desired",
          ".admin.desired",
          ".admin.internal.store",
          ".admin.internal.schema",
          ".admin.internal.migration",
          ".admin.migration",
          ".admin.internal.restore",
          ".admin.internal.backup",
          ".admin.backup",
          ".admin.internal.rotation",
          ".admin.rotation",
          ".admin.internal.smtp",
          ".admin.internal.sql",
          ".admin.internal.crypto",
          ".admin.internal.clickhouse",
          ".admin.internal.cluster",
          ".admin.model",
          ".admin.internal.rules");

  private static final List<String> BLOG =
      packages(".blog.cli", ".blog", ".blog.html", ".blog.internal");

  private static final List<String> SERVLET = packages(".servlet");

  private static final List<String> MICROMETER = packages(".micrometer");

  private static final List<String> SPRING = packages(".spring.test", ".spring");

  private static final List<List<String>> MODULES =
      List.of(CLIENT, TESTKIT, K8S, ADMIN, BLOG, SERVLET, MICROMETER, SPRING);

  private PackageOrder() {}

  /** Every package has its place, and no class knows a package above its own. */
  public static ArchCondition<JavaClass> isKept() {
    return isKept(MODULES);
  }

  static ArchCondition<JavaClass> isKept(List<List<String>> modules) {
    return new ArchCondition<>("depend on packages below their own only (PackageOrder)") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        List<String> order = orderOf(type, modules);
        int own = order.indexOf(type.getPackageName());
        if (own < 0) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " has no place in PackageOrder; add it"));
          return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          int other = order.indexOf(dependency.getTargetClass().getPackageName());
          if (other >= 0 && other < own) {
            events.add(SimpleConditionEvent.violated(type, "up: " + dependency.getDescription()));
          }
        }
      }
    };
  }

  private static List<String> orderOf(JavaClass type, List<List<String>> modules) {
    return modules.stream()
        .filter(order -> order.contains(type.getPackageName()))
        .findFirst()
        .orElse(List.of());
  }

  /** The names of all packages that have a place. */
  public static List<String> all() {
    return MODULES.stream().flatMap(List::stream).toList();
  }

  private static List<String> packages(String... suffixes) {
    return List.of(suffixes).stream().map(suffix -> Modules.PROJECT + suffix).toList();
  }
}
