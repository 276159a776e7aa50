package io.hindcast.core.swap;

import java.util.UUID;

/**
 * The two storages of an exchange, by identity: names change hands, storages do not.
 *
 * @param live behind the target before the exchange
 * @param sealed behind the sealed name before the exchange
 */
public record Storages(UUID live, UUID sealed) {
  private static final UUID NIL = new UUID(0, 0);

  /** Before anybody has looked. */
  public static final Storages UNKNOWN = new Storages(NIL, NIL);

  /** Whether both have identities: without them an exchange could not be decided after a crash. */
  public boolean exchangeable() {
    return !live.equals(NIL) && !sealed.equals(NIL) && !live.equals(sealed);
  }
}
