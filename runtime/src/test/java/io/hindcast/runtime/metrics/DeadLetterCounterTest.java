package io.hindcast.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterCounterTest {
  @Test
  void countsByTopicAndCode() {
    try (ServiceMetrics metrics = new ServiceMetrics("planner")) {
      DeadLetterCounter counter = new DeadLetterCounter(metrics.registry());
      counter.count("hindcast.verdicts", "MESSAGE_MALFORMED");
      counter.count("hindcast.verdicts", "MESSAGE_MALFORMED");
      counter.count("hindcast.requests", "SPEC_INVALID");

      assertThat(metrics.scrape().lines())
          .contains(
              "hindcast_dead_letters_total{code=\"MESSAGE_MALFORMED\",service=\"planner\","
                  + "topic=\"hindcast.verdicts\"} 2.0",
              "hindcast_dead_letters_total{code=\"SPEC_INVALID\",service=\"planner\","
                  + "topic=\"hindcast.requests\"} 1.0");
    }
  }
}
