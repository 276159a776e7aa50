package io.hindcast.demo.scenario;

import io.hindcast.cli.api.Backfill;
import java.util.List;

/** How the backfill went: its end, its swaps as seen downstream, and how long both took. */
record Course(Backfill end, List<SwapSeen> swaps, double swapSeconds, double backfillSeconds) {}
