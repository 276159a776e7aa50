package io.hindcast.core.backfill.memory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows by key, whose changes can be undone. Values are immutable. What is removed and comes back
 * takes its old place only where keys are sorted.
 */
final class Rows<K, V> {
  private final Map<K, V> rows;
  private final Undo undo;

  private Rows(Map<K, V> rows, Undo undo) {
    this.rows = rows;
    this.undo = undo;
  }

  /** In the order in which they were added. */
  static <K, V> Rows<K, V> asAdded(Undo undo) {
    return new Rows<>(new LinkedHashMap<>(), undo);
  }

  /** In the order of their keys. */
  static <K extends Comparable<? super K>, V> Rows<K, V> sorted(Undo undo) {
    return new Rows<>(new TreeMap<>(), undo);
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  boolean has(K key) {
    return rows.containsKey(key);
  }

  Collection<V> values() {
    return rows.values();
  }

  Set<Map.Entry<K, V>> entries() {
    return rows.entrySet();
  }

  int size() {
    return rows.size();
  }

  void put(K key, V value) {
    V before = rows.put(key, value);
    undo.add(
        before == null
            ? () -> {
              rows.remove(key);
            }
            : () -> {
              rows.put(key, before);
            });
  }

  void remove(K key) {
    V before = rows.remove(key);
    if (before != null) {
      undo.add(() -> {
        rows.put(key, before);
      });
    }
  }

  /** False, and nothing happens, when the key is taken. */
  boolean add(K key, V value) {
    if (rows.containsKey(key)) {
      return false;
    }
    put(key, value);
    return true;
  }
}
