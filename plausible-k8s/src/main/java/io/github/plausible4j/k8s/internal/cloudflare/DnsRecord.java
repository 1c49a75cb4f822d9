package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A DNS record at Cloudflare. For internal use only. */
public record DnsRecord(
    String id, String type, String name, String content, boolean proxied, String comment) {
  private static final Set<String> ADDRESSES = Set.of("A", "AAAA", "CNAME");
  private static final String MARK = "plausible4j";

  /** The comment on the records that this library creates. */
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

  /** Whether it is an A, AAAA or CNAME record. A CNAME cannot exist beside another of them. */
  boolean isAddress() {
    return ADDRESSES.contains(type);
  }

  /** Whether this library created it. */
  public boolean isOurs() {
    return comment.contains(MARK);
  }

  /** Whether it is a proxied CNAME record that points to the target. */
  public boolean leadsTo(String target) {
    return type.equals("CNAME") && proxied && content.equalsIgnoreCase(target);
  }

  @Override
  public String toString() {
    return type + " " + name + " → " + content + (proxied ? "" : " (not proxied)");
  }
}
