package io.hindcast.relay.swap;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.warehouse.Warehouse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims swaps that nobody works on, new ones and those of relays that died, and executes them side
 * by side. Several runners on one store share the work.
 */
public final class SwapRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SwapRunner.class);

  private final SwapStore store;
  private final SwapConfig config;
  private final String holder;
  private final SwapExecution execution;
  private final SwapMeters meters;
  private final StopSwitch stop;
  private final Semaphore slots;
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService swaps = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread claimer = Thread.ofVirtual().name("swap-claimer").unstarted(this::claim);
  private volatile Optional<String> problem = Optional.empty();

  private SwapRunner(
      SwapStore store,
      SwapConfig config,
      String holder,
      SwapExecution execution,
      SwapMeters meters,
      StopSwitch stop) {
    this.store = store;
    this.config = config;
    this.holder = holder;
    this.execution = execution;
    this.meters = meters;
    this.stop = stop;
    this.slots = new Semaphore(config.parallel());
  }

  /**
   * Starts to claim; returns at once.
   *
   * @param holder tells relays apart; unique for each start of a process
   */
  public static SwapRunner start(
      SwapStore store,
      Warehouse warehouse,
      SwapConfig config,
      String holder,
      InstantSource clock,
      MeterRegistry registry) {
    StopSwitch stop = new StopSwitch();
    SwapSteps steps = new SwapSteps(warehouse, store, config, stop, clock);
    StepRunner stepRunner = new StepRunner(steps, stop);
    SwapExecution execution = new SwapExecution(store, stepRunner, steps, new SwapLetter(clock));
    SwapRunner runner =
        new SwapRunner(store, config, holder, execution, new SwapMeters(registry), stop);
    runner.claimer.start();
    return runner;
  }

  /** Looks for swaps now instead of after the pause. */
  public void wake() {
    news.release();
  }

  /** What keeps swaps from being claimed; empty when nothing does. */
  public Optional<String> problem() {
    return problem;
  }

  private void claim() {
    while (!stop.isStopped()) {
      try {
        while (!stop.isStopped() && claimOne()) {
          LOG.debug("Claimed a swap; looking for more");
        }
        problem = Optional.empty();
      } catch (HindcastException e) { // The store is away: it is asked again.
        problem = Optional.of("Swaps cannot be claimed: " + e.getMessage());
      }
      waitForNews();
    }
  }

  private boolean claimOne() {
    if (!slots.tryAcquire()) {
      return false;
    }
    boolean started = false;
    try {
      long asked = System.nanoTime();
      Optional<ClaimedSwap> swap = store.claim(holder, config.lease());
      swap.ifPresent(claimed -> swaps.execute(() -> run(claimed, asked)));
      started = swap.isPresent();
      return started;
    } finally {
      if (!started) {
        slots.release();
      }
    }
  }

  private void run(ClaimedSwap swap, long asked) {
    try (LeaseKeepers keepers = LeaseKeepers.of(store, swap, config.lease(), asked)) {
      execution.run(swap, () -> check(keepers)).forEach(meters::ended);
      swap.all().forEach(member -> store.release(member.lease()));
    } catch (LeaseLostException e) {
      LOG.warn("{}; another relay goes on with swap {}", e.getMessage(), swap.lease().swapId());
    } catch (StoppedException e) {
      swap.all().forEach(this::giveBack);
    } catch (HindcastException e) { // The store is away: the swap is claimed again afterwards.
      LOG.error(
          "Swap {} of {} is interrupted and will be resumed: {}",
          swap.lease().swapId(),
          swap.lease().target(),
          e.getMessage());
    } catch (RuntimeException e) { // A defect. The lease runs out, then it is tried anew.
      LOG.error("Swap {} of {} broke off", swap.lease().swapId(), swap.lease().target(), e);
    } finally {
      slots.release();
      wake();
    }
  }

  private void check(LeaseKeepers keepers) {
    if (stop.isStopped()) {
      throw new StoppedException();
    }
    keepers.requireHeld();
  }

  private void giveBack(ClaimedSwap swap) {
    LOG.info("Swap {} is left to another relay or the next start", swap.lease().swapId());
    try {
      store.release(swap.lease());
    } catch (HindcastException e) { // It expires by itself.
      LOG.warn("The lease of {} was not given back: {}", swap.lease().target(), e.getMessage());
    }
  }

  private void waitForNews() {
    try {
      if (news.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.stop();
    }
  }

  /** Claims no more; running swaps end their step and are given back. */
  @Override
  public void close() {
    stop.stop();
    wake();
    swaps.shutdown();
    try {
      claimer.join(Duration.ofSeconds(10));
      if (!swaps.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A swap's step still runs; its lease will expire");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
