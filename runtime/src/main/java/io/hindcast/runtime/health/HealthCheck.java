package io.hindcast.runtime.health;

import java.util.Optional;

/** Looks whether something that the service needs is there. May block for a few seconds. */
@FunctionalInterface
public interface HealthCheck {

  /** What is wrong, in one line; empty when all is well. An exception counts as a problem. */
  Optional<String> problem();
}
