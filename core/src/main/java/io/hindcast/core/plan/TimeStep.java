package io.hindcast.core.plan;

import java.time.Duration;
import java.time.ZonedDateTime;

/** How time is cut into steps that follow one another. */
public sealed interface TimeStep permits PartitionUnit, IntervalStep {
  /** Start of the step that holds the instant. */
  ZonedDateTime floor(ZonedDateTime at);

  /** Start of the step after the one that starts here. */
  ZonedDateTime next(ZonedDateTime start);

  /** About how long a step is, never longer than it is. */
  Duration length();
}
