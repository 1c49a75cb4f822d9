package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.account.SiteContents;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Guests in the Sites API. Invitations stay pending, because nobody can accept them. Thread-safe.
 */
final class GuestEndpoints {
  private final SiteCalls calls;
  private final Map<SiteContents, List<Guest>> guests = new ConcurrentHashMap<>();

  GuestEndpoints(SiteCalls calls) {
    this.calls = calls;
  }

  private record Guest(long id, String email, String role) {
    private ObjectNode json() {
      return JsonValues.object().put("email", email).put("role", role).put("status", "invited");
    }
  }

  HttpResponse list(HttpRequest call) {
    return calls.ofSite(
        call,
        false,
        (site, parameters) -> {
          List<Guest> newestFirst = new ArrayList<>(guestsOf(site));
          newestFirst.sort((a, b) -> Long.compare(b.id(), a.id()));
          return SiteCalls.page(call, "guests", newestFirst, Guest::id, Guest::json);
        });
  }

  HttpResponse put(HttpRequest call) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) -> {
          String role = SiteCalls.text(parameters, "role");
          if (role == null || !(role.equals("viewer") || role.equals("editor"))) {
            return SiteCalls.error(
                400,
                "Parameter `role` is required to create guest. Possible values: `viewer` or"
                    + " `editor`");
          }
          String email = SiteCalls.text(parameters, "email");
          return email == null
              ? SiteCalls.error(400, "Parameter `email` is required to create guest")
              : HttpResponse.json(200, invite(site, email, role).json());
        });
  }

  HttpResponse delete(HttpRequest call, String email) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) -> {
          guestsOf(site).removeIf(guest -> guest.email().equalsIgnoreCase(email));
          return SiteCalls.confirmed("deleted");
        });
  }

  private synchronized Guest invite(Site site, String email, String role) {
    List<Guest> present = guestsOf(site);
    for (Guest guest : present) {
      if (guest.email().equalsIgnoreCase(email)) {
        return guest;
      }
    }
    long last = present.isEmpty() ? 0 : present.get(present.size() - 1).id();
    Guest guest = new Guest(last + 1, email, role);
    present.add(guest);
    return guest;
  }

  private List<Guest> guestsOf(Site site) {
    return guests.computeIfAbsent(site.contents(), contents -> new CopyOnWriteArrayList<>());
  }
}
