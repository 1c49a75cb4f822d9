package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.rules.DomainName;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.SharedLinkRows;
import io.github.plausible4j.admin.internal.store.SiteRows;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.SharedLinkCreation;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.admin.model.SiteInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links with which people without an account can read the statistics of a site. Thread-safe. */
public final class SharedLinks {
  private final Operations operations;

  SharedLinks(Operations operations) {
    this.operations = operations;
  }

  /** The links by name; empty when there is no such site. */
  public List<SharedLinkInfo> list(String domain) {
    String normal = DomainName.sought(domain);
    return operations.read(
        "sharedLinks.list",
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.find(tx, schema, normal);
          return site.isEmpty() ? List.of() : SharedLinkRows.list(tx, site.get().id());
        });
  }

  /** Creates a link without a password. An existing link with that name is left unchanged. */
  public SharedLinkCreation create(String domain, String name) {
    return create(domain, name, (String) null);
  }

  /**
   * Creates a link that asks for a password. An existing link with that name is left unchanged.
   *
   * @param password is wiped in any case
   */
  public SharedLinkCreation create(String domain, String name, char[] password) {
    try {
      if (password.length == 0) {
        throw new IllegalArgumentException(
            "The password is empty; set one, or create the link without a password");
      }
      return create(domain, name, PasswordHash.of(password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Deletes a link by its id; its address stops working at once. */
  public ChangeResult delete(String domain, long link) {
    String normal = DomainName.sought(domain);
    return operations.write(
        "sharedLinks.delete",
        normal,
        (tx, schema) -> {
          Optional<SiteInfo> site = SiteRows.lock(tx, schema, normal);
          return site.isPresent() && SharedLinkRows.delete(tx, site.get().id(), link)
              ? ChangeResult.changed("shared link deleted")
              : ChangeResult.notFound();
        });
  }

  private SharedLinkCreation create(String domain, String name, @Nullable String passwordHash) {
    String normal = DomainName.sought(domain);
    TextRules.check("name", name, TextRules.LONGEST);
    return operations.write(
        "sharedLinks.create",
        normal,
        (tx, schema) ->
            SharedLinkRows.create(
                tx, SiteRows.lockExisting(tx, schema, normal).id(), name, passwordHash));
  }
}
