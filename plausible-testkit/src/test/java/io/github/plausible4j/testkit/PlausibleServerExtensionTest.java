package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class PlausibleServerExtensionTest {
  private static final String SIGNUP =
      "{\"name\":\"Signup\",\"url\":\"https://blog.example.com/join\",\"domain\":\"blog.example.com\"}";

  @Nested
  @Execution(ExecutionMode.SAME_THREAD)
  class InAStaticField {
    @RegisterExtension
    static final PlausibleServerExtension plausible =
        PlausibleServerExtension.forSite("blog.example.com");

    @Test
    void aTestSeesItsOwnEvents() {
      Http.event(plausible.server(), SIGNUP);

      assertThat(plausible.events()).extracting(RecordedEvent::name).containsExactly("Signup");
    }

    @Test
    void anotherTestSeesItsOwnEvents(PlausibleServer server) {
      assertThat(server).isSameAs(plausible.server());
      assertThat(server.url()).isEqualTo(plausible.url());
      Http.event(server, SIGNUP);

      assertThat(plausible.events()).hasSize(1);
    }

    @Nested
    @Execution(ExecutionMode.SAME_THREAD)
    class AndANestedClass {
      @Test
      void aNestedTestUsesTheSameServer() {
        Http.event(plausible.server(), SIGNUP);

        assertThat(plausible.events()).hasSize(1);
      }
    }
  }

  @Nested
  class InAnInstanceField {
    @RegisterExtension
    final PlausibleServerExtension plausible =
        PlausibleServerExtension.of(PlausibleServer.builder().site("blog.example.com"));

    @Test
    void aTestHasItsOwnServer() {
      Http.event(plausible.server(), SIGNUP);

      assertThat(plausible.events()).hasSize(1);
    }

    @Test
    void anotherTestHasItsOwnServer() {
      Http.event(plausible.server(), SIGNUP);
      Http.event(plausible.server(), SIGNUP);

      assertThat(plausible.events()).hasSize(2);
    }
  }

  @Nested
  @ExtendWith(PlausibleServerExtension.class)
  @Execution(ExecutionMode.SAME_THREAD)
  class ByAnnotation {
    @Test
    void aTestIsGivenTheServer(PlausibleServer server) {
      Http.event(server, SIGNUP);

      assertThat(server.events()).hasSize(1);
    }

    @Test
    void anotherTestIsGivenItEmpty(PlausibleServer server) {
      Http.event(server, SIGNUP);

      assertThat(server.events()).hasSize(1);
    }
  }

  @Test
  void outsideOfATestThereIsNoServer() {
    PlausibleServerExtension plausible = PlausibleServerExtension.create();

    assertThatThrownBy(plausible::url)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("registered");
  }
}
