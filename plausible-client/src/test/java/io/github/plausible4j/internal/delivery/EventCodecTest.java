package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Revenue;
import io.github.plausible4j.events.Visitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** An event that went through the spool is sent as it would have been without. */
class EventCodecTest {
  @Property(tries = 500)
  void whatIsReadBackIsSentWithTheSameBytes(
      @ForAll boolean asText,
      @ForAll boolean interactive,
      @ForAll boolean hashMode,
      @ForAll boolean hasVisitor,
      @ForAll @Size(max = 5)
          Map<@NotBlank @StringLength(max = 50) String, @NotBlank @StringLength(max = 50) String>
              props)
      throws IOException {
    Event.Builder builder =
        Event.builder("Größe \"x\"", "https://blog.example.com/a?b=%20c#d")
            .site("blog.example.com", "all.example.com")
            .referrer("https://news.example.org/?q=\"quoted\"")
            .revenue(Revenue.of("EUR", "12.50"))
            .interactive(interactive)
            .hashMode(hashMode);
    props.forEach(
        (key, value) -> {
          if (EventRulesProbe.allows(key, value)) {
            builder.prop(key, value);
          }
        });
    if (hasVisitor) {
      builder.visitor(Visitor.of("2001:db8::7", "Mozilla/5.0 (X11)"));
    }
    Event event = builder.build();
    EventCodec codec = new EventCodec(new EventFormat("default.example.com", asText));

    Event back = codec.decode(ByteBuffer.wrap(codec.encode(event)));

    assertThat(back).isEqualTo(event);
    assertThat(codec.encode(back)).isEqualTo(codec.encode(event));
  }

  @Property(tries = 50)
  void reportsOfReadingComeBackToo(
      @ForAll @IntRange(max = 100) int depth, @ForAll @IntRange(max = 1_000_000) int millis)
      throws IOException {
    Event event =
        Event.builder(Event.ENGAGEMENT, "https://blog.example.com/")
            .scrollDepth(depth)
            .engagementTime(Duration.ofMillis(millis))
            .build();
    EventCodec codec = new EventCodec(new EventFormat(null, false));

    assertThat(codec.decode(ByteBuffer.wrap(codec.encode(event)))).isEqualTo(event);
  }

  @Property(tries = 2_000)
  void bytesThatAreNotAnEventAreRefusedWithADeclaredException(
      @ForAll @Size(max = 60) byte[] bytes) {
    EventCodec codec = new EventCodec(new EventFormat(null, false));

    assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes))).isInstanceOf(IOException.class);
  }

  /** Asks the event's own rules, so that this test knows none. */
  private static final class EventRulesProbe {
    static boolean allows(String key, String value) {
      try {
        Event unused = Event.builder("x", "https://blog.example.com/").prop(key, value).build();
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
