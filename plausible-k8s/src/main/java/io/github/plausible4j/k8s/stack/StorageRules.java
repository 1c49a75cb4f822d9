package io.github.plausible4j.k8s.stack;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the storage of a stack. */
final class StorageRules {
  private static final BigDecimal SMALLEST = new BigDecimal(1L << 30);

  /**
   * With these options a database can lose writes that were confirmed, or two servers can write.
   */
  private static final Pattern UNSAFE_NFS =
      Pattern.compile(
          "soft|softerr|nolock|async|udp|proto=udp6?|minorversion=0|local_lock=(?!none).*"
              + "|(nfsvers=|vers=|v)(2|3|4\\.0).*");

  private static final Pattern OPTION = Pattern.compile("[a-z][a-z0-9_]*(=[^\\s,]+)?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private final ProblemCollector problems;
  private final Map<String, String> claims = new HashMap<>();

  private StorageRules(ProblemCollector problems) {
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    StorageRules rules = new StorageRules(problems);
    StorageSpec shared = stack.storage();
    StackVolumes volumes = stack.volumes();
    rules.storage("storage", shared);
    rules.own("postgres.storage", volumes.postgres(), shared);
    rules.own("clickHouse.storage", volumes.clickHouse(), shared);
    volumes.all().forEach(rules::claim);
  }

  private void own(String field, Optional<StackVolume> volume, StorageSpec shared) {
    volume
        .map(StackVolume::storage)
        .filter(storage -> !storage.equals(shared))
        .ifPresent(storage -> storage(field, storage));
  }

  private void storage(String field, StorageSpec storage) {
    Runnable rules =
        storage.match(
            dynamic ->
                () -> {
                  problems.dnsName(field + ".storageClass", dynamic.storageClass());
                  size(field, dynamic.size());
                },
            nfs ->
                () -> {
                  nfs(field, nfs);
                  size(field, nfs.size());
                },
            claim -> () -> problems.dnsName(field + ".name", claim.name()));
    rules.run();
  }

  private void nfs(String field, StorageSpec.Nfs nfs) {
    problems.host(field + ".server", nfs.server(), "write it as nas.local or 192.0.2.7");
    if (!nfs.path().startsWith("/")
        || nfs.path().contains("..")
        || CONTROL.matcher(nfs.path()).find()) {
      problems.add(
          field + ".path", nfs.path(), "is not an absolute path", "write it as /exports/plausible");
    }
    for (String option : nfs.options()) {
      if (!OPTION.matcher(option).matches()) {
        problems.add(
            field + ".options",
            option,
            "is not a single mount option",
            "pass each option on its own, in lower case, such as hard");
      } else if (UNSAFE_NFS.matcher(option).matches()) {
        problems.add(
            field + ".options",
            option,
            "is not safe for databases",
            "use nfsvers=4.1 or later, and hard");
      }
    }
    if (nfs.ownership() == OwnershipStrategy.FS_GROUP) {
      problems.add(
          field + ".ownership",
          nfs.ownership(),
          "has no effect on NFS, because the kubelet does not change owners there",
          "use PRE_OWNED and set the owners of the directories on the server, or CHOWN_INIT with"
              + " no_root_squash");
    }
  }

  private void size(String field, @Nullable String size) {
    if (size == null) {
      return;
    }
    BigDecimal bytes = problems.quantity(field + ".size", size);
    if (bytes != null && bytes.compareTo(SMALLEST) < 0) {
      problems.add(
          field + ".size", size, "is too small for a database", "give at least 2Gi, better 10Gi");
    }
  }

  private void claim(StackVolume volume) {
    String part = volume.component().label();
    String other = claims.putIfAbsent(volume.claimName(), part);
    if (other != null) {
      problems.add(
          "storage.name",
          volume.claimName(),
          "would be shared by " + other + " and " + part,
          "give each a claim of its own, with PostgresSpec.managed().withStorage and"
              + " ClickHouseSpec.managed().withStorage");
    }
  }
}
