package io.hindcast.localstack.services;

import java.util.Locale;

/** The services, by main class: this module must not depend on theirs. */
enum ServiceKind {
  PLANNER("io.hindcast.planner.PlannerMain", "-Xmx384m"),
  VALIDATOR("io.hindcast.validator.ValidatorMain", "-Xmx256m"),
  RELAY("io.hindcast.relay.RelayMain", "-Xmx384m"),
  WORKER("io.hindcast.worker.WorkerMain", "-Xmx256m");

  private final String mainClass;
  private final String heap;

  ServiceKind(String mainClass, String heap) {
    this.mainClass = mainClass;
    this.heap = heap;
  }

  String mainClass() {
    return mainClass;
  }

  /** Option of the JVM. */
  String heap() {
    return heap;
  }

  /** Name of the only process of this kind, and of workers without their number. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
