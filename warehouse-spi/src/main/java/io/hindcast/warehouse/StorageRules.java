package io.hindcast.warehouse;

import io.hindcast.core.spec.Transform.Doubt;
import java.util.List;

/**
 * How the values of an attempt may be stored.
 *
 * @param key columns that tell a row from others, for messages about it; none where nobody has said
 * @param narrowing what becomes of a column whose values the engine would change without an error
 */
public record StorageRules(List<String> key, Doubt narrowing) {
  /** Nobody looks at what is changed. */
  public static final StorageRules ANY = new StorageRules(List.of(), Doubt.ACCEPT);

  /** Copies the columns. */
  public StorageRules {
    key = List.copyOf(key);
  }
}
