package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A record as Cloudflare keeps it. For internal use only. */
public record DnsRecord(
    String id, String type, String name, String content, boolean proxied, String comment) {
  private static final Set<String> ADDRESSES = Set.of("A", "AAAA", "CNAME");
  private static final String MARK = "plausible4j";

  /** What this library writes beside the records that it makes. */
  static final String COMMENT = "Made by " + MARK + ", which may change it";

  static DnsRecord of(JsonNode node) {
    return new DnsRecord(
        node.path("id").asText(""),
        node.path("type").asText(""),
        node.path("name").asText(""),
        node.path("content").asText(""),
        node.path("proxied").asBoolean(),
        node.path("comment").asText(""));
  }

  /** Whether it says where a host is, so that there can be no other such record beside it. */
  boolean isAddress() {
    return ADDRESSES.contains(type);
  }

  /** Whether this library made it. */
  public boolean isOurs() {
    return comment.contains(MARK);
  }

  /** Whether it leads a host through Cloudflare to a target. */
  public boolean leadsTo(String target) {
    return type.equals("CNAME") && proxied && content.equalsIgnoreCase(target);
  }

  @Override
  public String toString() {
    return type + " " + name + " → " + content + (proxied ? "" : " (not proxied)");
  }
}
