package io.github.plausible4j.k8s;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the storage of a stack has to keep to. */
final class StorageRules {
  private static final BigDecimal SMALLEST = new BigDecimal(1L << 30);

  /** With these a database loses writes that it was told are safe, or two servers can write. */
  private static final Set<String> UNSAFE_NFS =
      Set.of("soft", "nolock", "async", "nfsvers=2", "nfsvers=3", "vers=2", "vers=3");

  private final Findings findings;
  private final Map<String, String> claims = new HashMap<>();

  private StorageRules(Findings findings) {
    this.findings = findings;
  }

  static void check(PlausibleStack stack, Findings findings) {
    StorageRules rules = new StorageRules(findings);
    StorageSpec shared = stack.storage();
    rules.storage("storage", shared);
    rules.own("postgres.storage", VolumeClaims.postgresStorage(stack), shared);
    rules.own("clickHouse.storage", VolumeClaims.clickHouseStorage(stack), shared);
    rules.claim("PostgreSQL", VolumeClaims.postgresStorage(stack));
    rules.claim("ClickHouse", VolumeClaims.clickHouseStorage(stack));
    rules.claim("Plausible", VolumeClaims.dataStorage(stack));
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
    if (nfs.server().isBlank() || nfs.server().contains("/") || nfs.server().contains(" ")) {
      findings.add(
          field + ".server", nfs.server(), "is not a host", "write it as nas.local or 192.0.2.7");
    }
    if (!nfs.path().startsWith("/") || nfs.path().contains("..")) {
      findings.add(
          field + ".path", nfs.path(), "is not an absolute path", "write it as /exports/plausible");
    }
    for (String option : nfs.options()) {
      if (UNSAFE_NFS.contains(option)) {
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

  private void claim(String part, @Nullable StorageSpec storage) {
    if (storage instanceof StorageSpec.ExistingClaim claim) {
      String other = claims.putIfAbsent(claim.name(), part);
      if (other != null) {
        findings.add(
            "storage.name",
            claim.name(),
            "would be shared by " + other + " and " + part,
            "give each a claim of its own, with PostgresSpec.managed().withStorage and"
                + " ClickHouseSpec.managed().withStorage");
      }
    }
  }
}
