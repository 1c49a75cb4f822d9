package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Errors of nodes about images that they cannot pull. */
final class ImageFailures {
  static final FailureRule CREDENTIALS =
      terminal(
          "the registry requires credentials that the cluster does not have",
          "create an image pull Secret for the registry in this namespace and name it with"
              + " imagePullSecret in the stack, or mirror the image to a registry that needs"
              + " none; some registries give this answer for an image that does not exist",
          "unauthorized",
          "authentication required",
          "authorization failed",
          "pull access denied",
          "insufficient_scope",
          "no basic auth credentials",
          "error getting credentials",
          "incorrect username or password",
          "invalid username/password",
          "403 forbidden",
          "denied: ",
          "access to the resource is denied");

  /** Reported in an event of its own, in addition to the failed pull. */
  static final FailureRule NO_PULL_SECRET =
      terminal(
          "the image pull Secret that the pod names does not exist",
          "create it in this namespace with kubectl create secret docker-registry, or remove it"
              + " from the stack",
          "unable to retrieve some image pull secrets");

  static final FailureRule DISK_FULL =
      lasting(
          "the node's disk is full",
          "free space on the node: crictl rmi --prune removes images that nothing uses",
          "no space left on device",
          "disk quota exceeded");

  static final FailureRule DISK_FAILS =
      lasting(
          "the node's disk fails",
          "read the node's kernel log (dmesg); a file system becomes read-only when its disk has"
              + " errors, for example a worn card",
          "read-only file system",
          "input/output error",
          "structure needs cleaning");

  static final FailureRule RUNTIME =
      lasting(
          "the container runtime of the node does not work",
          "restart containerd, CRI-O or k3s on the node, and read its log",
          "(?:containerd|crio|docker|cri-dockerd)\\.sock",
          "retrieve OCI runtime error",
          "connection error: desc = ");

  static final FailureRule DAMAGED =
      lasting(
          "the image arrived damaged at the node",
          "check for a full or worn disk on the node, or for a proxy that changes content;"
              + " crictl rmi removes the rest of the image",
          "unexpected commit (?:digest|size)",
          "failed size validation",
          "failed to (?:extract|register) layer",
          "error unpacking image",
          "failed to get image",
          "mismatched image rootfs",
          "unexpected media type text/html",
          "missing parent .* bucket",
          "snapshot not found",
          "layer not known",
          "(?:lease|content digest) \\S+: not found",
          "invalid (?:checksum|tar header)",
          "imageinspecterror");

  static final FailureRule OTHER =
      lasting(
          "the image cannot be pulled",
          "read the node's message; the node has to reach the registry");

  /** From specific to general. */
  static final List<FailureRule> RULES =
      List.of(
          terminal(
              "the image's name is not valid",
              "correct the image's name in the release",
              "invalidimagename",
              "couldn't parse image",
              "invalid reference format"),
          terminal(
              "the image is not on the node, and the node may not pull it",
              "load the image on the node, or allow the pull",
              "errimageneverpull"),
          terminal(
              "the image does not exist for this node's architecture",
              "use an image whose index lists the node's architecture, or place the pod on a node"
                  + " whose architecture it lists",
              "no match for platform",
              "no matching manifest for",
              "no image found in (?:image index|manifest list)",
              "does not match the (?:specified|detected host) platform"),
          terminal(
              "the node does not know which registry the image is in",
              "write the image's name with its registry, as in docker.io/library/postgres",
              "short[- ]name"),
          terminal(
              "the image has a format that the node's runtime no longer supports",
              "push the image again with a current tool, or use the image that the release names",
              "manifest\\.v1\\+prettyjws",
              "schema ?(?:version )?1",
              "does not support OCI",
              "mediaType in manifest should be",
              "unsupported media type",
              "missing signature key"),
          terminal(
              "the node may not run the image, because it lacks the required signature",
              "sign the image, or change the node's policy for signatures",
              "signaturevalidationfailed",
              "signature (?:validation|verification) failed",
              "a signature was required"),
          lasting(
              "the registry rejects further pulls for now",
              "wait until the registry's rate limit is over, pull with credentials, or use a"
                  + " mirror",
              "toomanyrequests",
              "too many requests",
              "rate limit",
              "pull QPS exceeded"),
          lasting(
              "the node does not trust the certificate of the registry",
              "give the node the registry's certificate authority (on k3s in registries.yaml),"
                  + " or set the node's clock if the certificate is not valid yet",
              "x509: ",
              "certificate signed by unknown authority",
              "tls: (?:failed to verify|bad certificate|unknown certificate)"),
          terminal(
              "the registry does not support TLS",
              "turn TLS on at the registry, or mark it as insecure on the node (on k3s in"
                  + " registries.yaml)",
              "server gave HTTP response to HTTPS client",
              "first record does not look like a TLS handshake"),
          lasting(
              "the node's proxy requires credentials",
              "set a proxy address with user and password for the container runtime's service on"
                  + " the node, or let it reach the registry without the proxy",
              "proxy authentication required"),
          CREDENTIALS,
          DISK_FULL,
          DISK_FAILS,
          RUNTIME,
          lasting(
              "the node cannot reach the registry",
              "check DNS, proxy and firewall of the node, or use images from a registry that it"
                  + " can reach",
              "no such host",
              "server misbehaving",
              "name resolution",
              "i/o timeout",
              "timed? ?out",
              "Client\\.Timeout",
              "request canceled",
              "connection refused",
              "connection reset",
              "connection lost",
              "no route to host",
              "network is unreachable",
              "context deadline exceeded",
              "tls:? handshake",
              "tls: (?:internal error|bad record MAC)",
              "stream error: ",
              "try again",
              "cannot assign requested address",
              "registryunavailable",
              "proxyconnect",
              "\\bEOF\\b",
              "\\b50[0234]\\b"),
          DAMAGED,
          terminal(
              "the registry does not have this image or tag",
              "check name and tag of the image in the release; a mirror has to contain it, too",
              "not found",
              "manifest[_ ]unknown",
              "name[_ ]unknown",
              "does not exist"),
          OTHER);

  private ImageFailures() {}
}
