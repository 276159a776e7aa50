package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.relay.swap.model.Storage;

/** Merges stand still nowhere. */
final class MergesResumed implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    assertThat(ended.simulation().server.storages()).noneMatch(Storage::mergesStopped);
  }
}
