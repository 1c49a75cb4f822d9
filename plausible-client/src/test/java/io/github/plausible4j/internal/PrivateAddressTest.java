package io.github.plausible4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.9.9", "192.168.1.5", "169.254.0.1",
        "100.64.0.1", "::1", "fd00::1", "fc00::1", "fe80::1", "febf::1"
      })
  void addressesOfALocalNetworkAreKnown(String address) {
    assertThat(PrivateAddress.is(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "203.0.113.7",
        "172.32.0.1",
        "172.15.0.1",
        "192.169.0.1",
        "100.128.0.1",
        "2001:db8::7",
        "fe00::1",
        "fec0::1",
        "::"
      })
  void addressesOfTheInternetAreNotTakenForThem(String address) {
    assertThat(PrivateAddress.is(address)).isFalse();
  }
}
