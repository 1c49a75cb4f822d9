package io.github.plausible4j.samples.clusters;

import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.Map;

/** OpenEBS with custom ClickHouse configuration, and databases that other pods do not displace. */
public final class OpenEbsCluster {
  private OpenEbsCluster() {}

  /** The stack. */
  public static PlausibleStack stack() {
    return PlausibleStack.production("https://stats.example.org")
        .storage(StorageSpec.dynamic("openebs-hostpath", "20Gi"))
        .exposure(ExposureSpec.ingress().withClassName("nginx").withTlsSecret("stats-tls"))
        .clickHouse(
            ClickHouseSpec.managed()
                .withServerFiles(
                    Map.of(
                        "memory.xml",
                        "<clickhouse>"
                            + "<max_server_memory_usage_to_ram_ratio>0.6"
                            + "</max_server_memory_usage_to_ram_ratio></clickhouse>\n"))
                .withUserFiles(
                    Map.of(
                        "limits.xml",
                        "<clickhouse><profiles><default>"
                            + "<max_execution_time>60</max_execution_time>"
                            + "</default></profiles></clickhouse>\n")))
        .customize(Customization.pods(CustomizedPart.POSTGRES).withPriorityClass("databases"))
        .customize(Customization.pods(CustomizedPart.CLICKHOUSE).withPriorityClass("databases"))
        .build();
  }
}
