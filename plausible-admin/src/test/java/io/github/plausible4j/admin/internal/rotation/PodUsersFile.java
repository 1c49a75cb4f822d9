package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a server know the users that its pod has mounted, whenever the pod is another one. */
final class PodUsersFile {
  private static final Pattern USER =
      Pattern.compile("<(\\w+)>\\s*<password_sha256_hex>([0-9a-f]{64})<");

  private final TestCluster cluster;
  private final PlausibleStack stack;
  private final LoopbackClickHouse server;
  private String pod = "";

  PodUsersFile(TestCluster cluster, PlausibleStack stack, LoopbackClickHouse server) {
    this.cluster = cluster;
    this.stack = stack;
    this.server = server;
  }

  synchronized void read() {
    List<Pod> pods =
        cluster
            .client()
            .pods()
            .inNamespace(stack.namespace())
            .withLabels(DatabaseAccess.clickHouse(stack).podLabels())
            .list()
            .getItems();
    if (pods.size() == 1 && !pods.get(0).getMetadata().getUid().equals(pod)) {
      pod = pods.get(0).getMetadata().getUid();
      restart(pods.get(0));
    }
  }

  private void restart(Pod started) {
    String secretName =
        started.getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("users"))
            .flatMap(volume -> volume.getProjected().getSources().stream())
            .filter(source -> source.getSecret() != null)
            .map(source -> source.getSecret().getName())
            .findFirst()
            .orElseThrow();
    Secret secret =
        cluster.client().secrets().inNamespace(stack.namespace()).withName(secretName).get();
    String file =
        new String(Base64.getDecoder().decode(secret.getData().get("plausible-user.xml")), UTF_8);
    Matcher user = USER.matcher(file);
    server.forgetUsers();
    while (user.find()) {
      server.setHash(user.group(1), user.group(2));
    }
  }
}
