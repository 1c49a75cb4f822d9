package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** What the server says of another size of a bound claim, with the texts of the real one. */
final class VolumeSize {
  private static final String SIZE = "/spec/resources/requests/storage";

  private VolumeSize() {}

  static void update(Store store, ObjectNode before, ObjectNode after) {
    if (!before.at("/status/phase").asText().equals("Bound")) {
      return;
    }
    String name = before.at("/metadata/name").asText();
    int order = size(after).compareTo(size(before));
    if (order < 0) {
      throw ApiFailure.invalid(
          "PersistentVolumeClaim",
          name,
          List.of(
              new ApiFailure.Cause(
                  "FieldValueForbidden",
                  "Forbidden: field can not be less than status.capacity",
                  "spec.resources.requests.storage")));
    }
    if (order > 0 && !grows(store, after.at("/spec/storageClassName").asText())) {
      throw ApiFailure.forbidden(
          "persistentvolumeclaims \""
              + name
              + "\" is forbidden: only dynamically provisioned pvc can be resized and the"
              + " storageclass that provisions the pvc must support resize");
    }
  }

  private static BigDecimal size(ObjectNode claim) {
    return Quantity.getAmountInBytes(Quantity.parse(claim.at(SIZE).asText("0")));
  }

  private static boolean grows(Store store, String storageClass) {
    return Kind.BUILT_IN.stream()
        .filter(kind -> kind.kind().equals("StorageClass"))
        .flatMap(kind -> store.list(kind, "").stream())
        .filter(each -> each.at("/metadata/name").asText().equals(storageClass))
        .anyMatch(each -> each.path("allowVolumeExpansion").asBoolean());
  }
}
