package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Readers see the old content, then the new, never a mix nor the old again. */
final class SinglePublication implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    assertThat(ended.seen())
        .isEqualTo(
            ended.completed() ? List.of(ended.before(), ended.after()) : List.of(ended.before()));
  }
}
