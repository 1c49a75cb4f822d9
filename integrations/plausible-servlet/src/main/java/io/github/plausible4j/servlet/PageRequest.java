package io.github.plausible4j.servlet;

import io.github.plausible4j.events.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Distinguishes requests of a person who opens a page from all other requests. */
final class PageRequest {
  private static final Set<String> OPENED = Set.of("document", "");

  private PageRequest() {}

  /** Whether the request may be a page view, before it is answered. */
  static boolean isOpenedByPerson(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && OPENED.contains(header(request, "Sec-Fetch-Dest"))
        && !header(request, "X-Requested-With").equals("xmlhttprequest")
        && !isPrefetch(request)
        && isBrowser(request.getHeader("User-Agent"));
  }

  private static boolean isPrefetch(HttpServletRequest request) {
    return header(request, "Sec-Purpose").contains("prefetch")
        || header(request, "Purpose").contains("prefetch")
        || header(request, "X-Moz").contains("prefetch");
  }

  private static boolean isBrowser(@Nullable String userAgent) {
    return userAgent != null
        && !userAgent.isBlank()
        && !new Visitor("", userAgent).hasBotUserAgent();
  }

  /** Whether the answer is a page, or says that the browser already has the page. */
  static boolean isAnsweredWithPage(HttpServletRequest request, HttpServletResponse response) {
    String type = response.getContentType();
    return switch (response.getStatus()) {
      case HttpServletResponse.SC_OK -> isHtml(type) && !isDownload(response);
      // Such an answer needs no type. Only requests for a page accept HTML explicitly.
      case HttpServletResponse.SC_NOT_MODIFIED ->
          type == null ? header(request, "Accept").contains("text/html") : isHtml(type);
      default -> false;
    };
  }

  private static boolean isHtml(@Nullable String type) {
    if (type == null) {
      return false;
    }
    String name = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return name.equals("text/html") || name.equals("application/xhtml+xml");
  }

  private static boolean isDownload(HttpServletResponse response) {
    String disposition = response.getHeader("Content-Disposition");
    return disposition != null && disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
  }
}
