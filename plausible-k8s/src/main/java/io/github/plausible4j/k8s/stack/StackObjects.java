package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.customization.CustomizedPart;

/** Tells which kinds of objects each part of a stack has in the cluster. */
final class StackObjects {
  /** A kind of object that a part may have. */
  enum Kind {
    POD,
    SERVICE,
    CLAIM
  }

  private StackObjects() {}

  /** Whether a part has an object of this kind. Pods that an operator creates count, too. */
  static boolean has(PlausibleStack stack, CustomizedPart part, Kind kind) {
    return switch (part) {
      case ALL, PLAUSIBLE ->
          kind != Kind.CLAIM || stack.volumes().all().stream().anyMatch(each -> made(part, each));
      case POSTGRES ->
          kind == Kind.CLAIM
              ? stack.volumes().postgres().filter(each -> made(part, each)).isPresent()
              : stack
                  .postgres()
                  .match(managed -> true, external -> false, cluster -> kind == Kind.POD);
      case CLICKHOUSE ->
          kind == Kind.CLAIM
              ? stack.volumes().clickHouse().filter(each -> made(part, each)).isPresent()
              : stack
                  .clickHouse()
                  .match(managed -> true, external -> false, chi -> kind == Kind.POD);
      case TUNNEL ->
          kind == Kind.POD
              && stack
                  .exposure()
                  .match(none -> false, ingress -> false, gateway -> false, t -> true, t -> true);
      case MAIL -> kind != Kind.CLAIM && stack.mail() instanceof MailSpec.Bundled;
      case JOBS -> kind == Kind.POD;
    };
  }

  /** Whether the stack creates the claim of a volume. */
  private static boolean made(CustomizedPart part, StackVolume volume) {
    return part.includes(volume.component())
        && !(volume.storage() instanceof StorageSpec.ExistingClaim);
  }
}
