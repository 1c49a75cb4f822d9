package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import okhttp3.HttpUrl;

/** A DNS zone at Cloudflare and its records. Thread-safe. For internal use only. */
public final class DnsZone {
  private final CloudflareApi api;
  private final String id;
  private final String name;

  private DnsZone(CloudflareApi api, String id, String name) {
    this.api = api;
    this.id = id;
    this.name = name;
  }

  /** Finds the most specific zone that contains the host. */
  public static DnsZone of(CloudflareApi api, DnsName host) {
    for (String candidate : host.possibleZones()) {
      for (JsonNode zone : api.list(api.url("zones").addQueryParameter("name", candidate))) {
        if (!candidate.equalsIgnoreCase(zone.path("name").asText())) {
          continue;
        }
        String status = zone.path("status").asText();
        if (!status.equals("active")) {
          throw missing(
              "the zone " + candidate + " of " + host + " is " + status + ", not active",
              "finish its setup: enter Cloudflare's name servers at the registrar");
        }
        return new DnsZone(api, zone.path("id").asText(), candidate);
      }
    }
    throw missing(
        "the API token sees no zone for "
            + host
            + ", tried "
            + String.join(", ", host.possibleZones()),
        "add the domain to Cloudflare, or give the token the permission Zone:Read for it");
  }

  private static DnsFailure missing(String message, String remedy) {
    return new DnsFailure(DnsFailure.Kind.NO_ZONE, 200, List.of(), message, remedy, null);
  }

  /** The zone's name. */
  public String name() {
    return name;
  }

  /** The A, AAAA and CNAME records of a host. */
  public List<DnsRecord> addresses(DnsName host) {
    return api.list(records().addQueryParameter("name", host.text())).stream()
        .map(DnsRecord::of)
        .filter(found -> host.is(found.name()) && found.isAddress())
        .toList();
  }

  /** Creates a proxied CNAME record. */
  public void create(DnsName host, String target) {
    JsonNode unused = api.post(records().build(), cname(host, target));
  }

  /** Replaces the content of a record with a proxied CNAME to another target. */
  public void update(DnsRecord record, DnsName host, String target) {
    JsonNode unused = api.patch(records().addPathSegment(record.id()).build(), cname(host, target));
  }

  /** Replaces records with a proxied CNAME record, in one batch request. */
  public void replace(List<DnsRecord> records, DnsName host, String target) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    records.forEach(record -> body.withArray("deletes").addObject().put("id", record.id()));
    body.withArray("posts").add(cname(host, target));
    HttpUrl url = records().addPathSegment("batch").build();
    JsonNode unused = api.post(url, body);
  }

  /** Deletes a record. */
  public void delete(DnsRecord record) {
    api.delete(records().addPathSegment(record.id()).build());
  }

  private HttpUrl.Builder records() {
    return api.url("zones/" + id + "/dns_records");
  }

  private static ObjectNode cname(DnsName host, String target) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "CNAME")
        .put("name", host.text())
        .put("content", target)
        .put("proxied", true)
        .put("ttl", 1)
        .put("comment", DnsRecord.COMMENT);
  }
}
