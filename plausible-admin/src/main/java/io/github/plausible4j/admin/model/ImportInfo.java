package io.github.plausible4j.admin.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Statistics of another tool that were or will be imported into a site.
 *
 * @param source such as {@code google_analytics_4} or {@code csv}
 * @param status {@code pending}, {@code importing}, {@code completed} or {@code failed}
 * @param failure the reason of the last failure, if the server still has it
 */
public record ImportInfo(
    long id,
    String source,
    String status,
    LocalDate startDate,
    LocalDate endDate,
    Optional<String> failure) {}
