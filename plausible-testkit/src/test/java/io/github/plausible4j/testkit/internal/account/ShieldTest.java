package io.github.plausible4j.testkit.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShieldTest {
  @ParameterizedTest
  @CsvSource({
    "2001:db8::7, 2001:db8:0:0:0:0:0:7",
    "2001:DB8:0::7, 2001:db8::7",
    "203.0.113.7, ::ffff:203.0.113.7",
    "::ffff:cb00:7107, 203.0.113.7",
    "not an address, not an address"
  })
  void aBlockedAddressIsBlockedInEveryForm(String blocked, String seen) {
    Shield shield = Shield.of(List.of(blocked), List.of(), List.of(), List.of());

    assertThat(shield.blocksAddress(seen)).isTrue();
    assertThat(shield.blocksAddress("2001:db8::8")).isFalse();
  }
}
