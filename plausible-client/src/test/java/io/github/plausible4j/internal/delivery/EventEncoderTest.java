package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Revenue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
  private static final String URL = "https://blog.example.com/";

  @Test
  void anEventThatCannotBeWrittenSpoilsNoOther() {
    EventEncoder encoder = new EventEncoder(new EventFormat(null, false));
    Event broken =
        Event.builder("Signup", URL)
            .revenue(new Revenue(Currency.getInstance("EUR"), new OutOfMemory()))
            .build();

    assertThatThrownBy(() -> encoder.encode(broken)).isInstanceOf(OutOfMemoryError.class);

    encoder.encode(Event.pageview(URL));
    assertThat(new String(encoder.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"pageview\",\"url\":\"" + URL + "\"}");
  }

  private static final class OutOfMemory extends BigDecimal {
    private static final long serialVersionUID = 1;

    OutOfMemory() {
      super(1);
    }

    @Override
    public String toPlainString() {
      throw new OutOfMemoryError("on demand");
    }
  }
}
