package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;

/** Pairs of hashes of API keys under an old and a new SECRET_KEY_BASE. */
record KeyHashes(List<String> oldHashes, List<String> newHashes) {
  static KeyHashes none() {
    return new KeyHashes(List.of(), List.of());
  }

  static KeyHashes of(SecretValue oldBase, SecretValue newBase, List<SecretValue> keys) {
    return new KeyHashes(
        keys.stream().map(key -> ApiKeyHash.of(oldBase.reveal(), key.reveal())).toList(),
        keys.stream().map(key -> ApiKeyHash.of(newBase.reveal(), key.reveal())).toList());
  }

  static KeyHashes parse(String text) {
    List<String> oldHashes = new ArrayList<>();
    List<String> newHashes = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      oldHashes.add(line.substring(0, 64));
      newHashes.add(line.substring(65));
    }
    return new KeyHashes(oldHashes, newHashes);
  }

  boolean isEmpty() {
    return oldHashes.isEmpty();
  }

  String toText() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < oldHashes.size(); i++) {
      lines.add(oldHashes.get(i) + " " + newHashes.get(i));
    }
    return String.join("\n", lines);
  }

  String[] oldArray() {
    return oldHashes.toArray(String[]::new);
  }

  String[] newArray() {
    return newHashes.toArray(String[]::new);
  }
}
