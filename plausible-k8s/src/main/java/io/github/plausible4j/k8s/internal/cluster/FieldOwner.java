package io.github.plausible4j.k8s.internal.cluster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For internal use only. A field that somebody else owns with another value.
 *
 * @param manager who owns it, such as {@code kubectl-edit}
 * @param field as the server writes it, such as {@code .spec.replicas}
 */
public record FieldOwner(String manager, String field) {
  private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

  static List<FieldOwner> of(KubeApiException conflict) {
    return conflict.causes().stream()
        .map(
            cause -> {
              Matcher manager = MANAGER.matcher(cause.message());
              return new FieldOwner(
                  manager.find() ? manager.group(1) : cause.message(), cause.field());
            })
        .toList();
  }
}
