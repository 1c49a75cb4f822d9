package io.github.plausible4j.testkit.internal.ingest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An accepted event, before any site has processed it.
 *
 * @param referrer as sent, cut to 2000 characters
 * @param domains the domains of its sites, in the order of the request
 * @param query the decoded parameters of its URL
 * @param userAgent empty if it was not sent
 * @param screenWidth 0 if unknown; only servers of 2021 read it
 */
record EventRequest(
    String name,
    UrlParts url,
    String hostname,
    String pathname,
    @Nullable String referrer,
    List<String> domains,
    Map<String, String> props,
    Map<String, String> query,
    boolean interactive,
    int scrollDepth,
    long engagementMillis,
    @Nullable Revenue revenue,
    int screenWidth,
    String address,
    @Nullable String addressType,
    String userAgent) {}
