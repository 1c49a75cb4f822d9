package io.github.plausible4j.k8s.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                                      | waiting for its pod",
        "{'active': 1}                                           | running",
        "{'active': 1, 'failed': 2}                              | running, 2 attempts failed",
        "{'failed': 2}               | waiting for its pod, 2 attempts failed",
        "{'conditions': [{'type': 'Complete', 'status': 'True'}]} | complete",
      })
  void aJobRunsOnceItHasAPod(String status, String message) throws JsonProcessingException {
    String job = "{'apiVersion': 'batch/v1', 'kind': 'Job', 'status': " + status + "}";
    JsonNode json = new ObjectMapper().readTree(job.replace('\'', '"'));
    assertThat(Readiness.of(KubeApi.object(json)).message()).isEqualTo(message);
  }
}
