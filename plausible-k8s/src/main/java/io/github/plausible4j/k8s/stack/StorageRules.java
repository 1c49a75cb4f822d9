package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.render.VolumeClaims;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the storage of a stack has to keep to. */
final class StorageRules {
  private static final BigDecimal SMALLEST = new BigDecimal(1L << 30);

  /** With these a database loses writes that it was told are safe, or two servers can write. */
  private static final Pattern UNSAFE_NFS =
      Pattern.compile(
          "soft|softerr|nolock|async|udp|proto=udp6?|minorversion=0|local_lock=(?!none).*"
              + "|(nfsvers=|vers=|v)(2|3|4\\.0).*");

  private static final Pattern OPTION = Pattern.compile("[a-z][a-z0-9_]*(=[^\\s,]+)?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private final ProblemCollector findings;
  private final Map<String, String> claims = new HashMap<>();

  private StorageRules(ProblemCollector findings) {
    this.findings = findings;
  }

  static void check(PlausibleStack stack, ProblemCollector findings) {
    StorageRules rules = new StorageRules(findings);
    StorageSpec shared = stack.storage();
    rules.storage("storage", shared);
    rules.own("postgres.storage", VolumeClaims.postgresStorage(stack), shared);
    rules.own("clickHouse.storage", VolumeClaims.clickHouseStorage(stack), shared);
    rules.claim(stack, "PostgreSQL", VolumeClaims.POSTGRES, VolumeClaims.postgresStorage(stack));
    rules.claim(
        stack, "ClickHouse", VolumeClaims.CLICKHOUSE, VolumeClaims.clickHouseStorage(stack));
    rules.claim(stack, "Plausible", VolumeClaims.DATA, VolumeClaims.dataStorage(stack));
  }

  private void own(String field, @Nullable StorageSpec storage, StorageSpec shared) {
    if (storage != null && !storage.equals(shared)) {
      storage(field, storage);
    }
  }

  private void storage(String field, StorageSpec storage) {
    if (storage instanceof StorageSpec.Dynamic dynamic) {
      findings.dnsName(field + ".storageClass", dynamic.storageClass());
      size(field, dynamic.size());
    } else if (storage instanceof StorageSpec.Nfs nfs) {
      nfs(field, nfs);
      size(field, nfs.size());
    } else if (storage instanceof StorageSpec.ExistingClaim claim) {
      findings.dnsName(field + ".name", claim.name());
    }
  }

  private void nfs(String field, StorageSpec.Nfs nfs) {
    findings.host(field + ".server", nfs.server(), "write it as nas.local or 192.0.2.7");
    if (!nfs.path().startsWith("/")
        || nfs.path().contains("..")
        || CONTROL.matcher(nfs.path()).find()) {
      findings.add(
          field + ".path", nfs.path(), "is not an absolute path", "write it as /exports/plausible");
    }
    for (String option : nfs.options()) {
      if (!OPTION.matcher(option).matches()) {
        findings.add(
            field + ".options",
            option,
            "is not one option of mount",
            "give each on its own, in lower case, such as hard");
      } else if (UNSAFE_NFS.matcher(option).matches()) {
        findings.add(
            field + ".options",
            option,
            "is not safe for databases",
            "use nfsvers=4.1 or later, and hard");
      }
    }
    if (nfs.ownership() == OwnershipStrategy.FS_GROUP) {
      findings.add(
          field + ".ownership",
          nfs.ownership(),
          "does nothing on NFS, because the kubelet does not change owners there",
          "use PRE_OWNED and give the directories away on the server, or CHOWN_INIT with"
              + " no_root_squash");
    }
  }

  private void size(String field, @Nullable String size) {
    if (size == null) {
      return;
    }
    BigDecimal bytes = findings.quantity(field + ".size", size);
    if (bytes != null && bytes.compareTo(SMALLEST) < 0) {
      findings.add(
          field + ".size", size, "is too small for a database", "give at least 2Gi, better 10Gi");
    }
  }

  private void claim(
      PlausibleStack stack, String owner, String part, @Nullable StorageSpec storage) {
    if (storage == null) {
      return;
    }
    String name = VolumeClaims.claimName(stack, part, storage);
    String other = claims.putIfAbsent(name, owner);
    if (other != null) {
      findings.add(
          "storage.name",
          name,
          "would be shared by " + other + " and " + owner,
          "give each a claim of its own, with PostgresSpec.managed().withStorage and"
              + " ClickHouseSpec.managed().withStorage");
    }
  }
}
