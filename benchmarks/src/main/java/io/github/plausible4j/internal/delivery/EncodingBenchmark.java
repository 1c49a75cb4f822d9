package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.events.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.RequestBody;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The JSON of an event of four properties: the sender's encoder beside databind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodingBenchmark {
  private final Event event =
      Event.builder("Signup", "https://blog.example.com/join")
          .prop("plan", "pro")
          .prop("method", "email")
          .prop("country", "DE")
          .prop("number", 1)
          .build();
  private final Body body = new Body(event.name(), event.url(), event.props());
  private final EventEncoder encoder = new EventEncoder(new EventFormat(null, false));
  private final ObjectMapper mapper = new ObjectMapper();

  /** For JMH. */
  public EncodingBenchmark() {}

  /** The same fields as a record that databind knows. */
  record Body(String name, String url, Map<String, String> props) {}

  /** Ours, into a buffer that is used again. */
  @Benchmark
  public RequestBody encoder() {
    return encoder.encode(event);
  }

  /** Databind from a record that is there already. */
  @Benchmark
  public byte[] databindOfARecord() throws JsonProcessingException {
    return mapper.writeValueAsBytes(body);
  }

  /** Databind from a map that is made for it, as many programs do. */
  @Benchmark
  public byte[] databindOfAMap() throws JsonProcessingException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", event.name());
    map.put("url", event.url());
    map.put("props", event.props());
    return mapper.writeValueAsBytes(map);
  }
}
