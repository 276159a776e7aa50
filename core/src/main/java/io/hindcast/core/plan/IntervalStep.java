package io.hindcast.core.plan;

import io.hindcast.core.spec.Grain;
import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * Several units at once, as toStartOfInterval counts them.
 *
 * @param grain how many of which unit
 */
public record IntervalStep(Grain grain) implements TimeStep {
  @Override
  public ZonedDateTime floor(ZonedDateTime at) {
    return grain.alignDown(at.toInstant(), at.getZone()).atZone(at.getZone());
  }

  @Override
  public ZonedDateTime next(ZonedDateTime start) {
    return grain.next(start.toInstant(), start.getZone()).atZone(start.getZone());
  }

  @Override
  public Duration length() {
    return grain.shortest();
  }
}
