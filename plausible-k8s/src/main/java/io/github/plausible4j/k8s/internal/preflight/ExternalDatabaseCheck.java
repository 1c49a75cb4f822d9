package io.github.plausible4j.k8s.internal.preflight;

import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Warns about external databases at a loopback address, which pods cannot reach. It is only a
 * warning, because such an address may be right for a program that administers the database.
 */
final class ExternalDatabaseCheck {
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i)localhost|127\\..*|\\[::1]|0\\.0\\.0\\.0");

  private ExternalDatabaseCheck() {}

  static List<PreflightFinding> check(PlausibleStack stack) {
    List<PreflightFinding> findings = new ArrayList<>();
    if (stack.postgres() instanceof PostgresSpec.External) {
      check("PostgreSQL", DatabaseAccess.postgres(stack), findings);
    }
    if (stack.clickHouse() instanceof ClickHouseSpec.External) {
      check("ClickHouse", DatabaseAccess.clickHouse(stack), findings);
    }
    return findings;
  }

  private static void check(
      String subject, DatabaseAccess access, List<PreflightFinding> findings) {
    String host = Objects.requireNonNull(access.address().getHost(), "a rule of the stack");
    if (THIS_MACHINE.matcher(host).matches()) {
      findings.add(
          PreflightFinding.warning(
              subject,
              host + " is the pod itself, seen from inside the cluster",
              "use an address of the server that the cluster's nodes can reach"));
    }
  }
}
