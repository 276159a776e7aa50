package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.relay.swap.model.Interruptions;
import io.hindcast.relay.swap.model.ModelServer;
import io.hindcast.relay.swap.model.ModelWarehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everything that goes wrong in one run, decided by its seed. Bounded, so that a run ends. */
final class Chaos implements Interruptions, Pause, InstantSource {
  private static final int STEPS_MAX = 50_000;

  private final Random random;
  private final ModelServer server;
  private final Runnable observer;
  private final List<Runnable> delayed = new ArrayList<>();
  private final int oneIn;
  private int left;
  private long steps;

  Chaos(Random random, ModelServer server, Runnable observer) {
    this.random = random;
    this.server = server;
    this.observer = observer;
    this.oneIn = 5 + random.nextInt(60);
    this.left = random.nextInt(8);
  }

  /** The relay's process is gone. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void before(Runnable statement) {
    tick();
    if (strikes()) {
      switch (random.nextInt(3)) {
        case 0 -> breakOff(statement);
        case 1 -> throw new ModelWarehouse(server, this).restart();
        default -> crash(statement);
      }
    }
  }

  @Override
  public void after() {
    tick();
    if (strikes()) {
      switch (random.nextInt(3)) {
        case 0 -> throw new HindcastException(ErrorCode.WAREHOUSE_TIMEOUT, "No answer");
        case 1 -> throw new ModelWarehouse(server, this).restart();
        default -> throw new Crash();
      }
    }
  }

  @Override
  public boolean diesInMove() {
    return strikes();
  }

  private void crash(Runnable statement) {
    delay(statement);
    throw new Crash();
  }

  private void breakOff(Runnable statement) {
    delay(statement);
    throw new HindcastException(ErrorCode.WAREHOUSE_UNAVAILABLE, "Broken off");
  }

  /** A statement on its way when the process dies or gives up may still arrive, at any time. */
  private void delay(Runnable statement) {
    if (random.nextBoolean()) {
      delayed.add(statement);
    }
  }

  /** A chance to die outside of the warehouse. */
  void mayCrash() {
    if (strikes()) {
      throw new Crash();
    }
  }

  @Override
  public void take(Duration time) {
    tick();
    tick();
    mayCrash();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusMillis(steps);
  }

  private boolean strikes() {
    if (left > 0 && random.nextInt(oneIn) == 0) {
      left--;
      return true;
    }
    return false;
  }

  private void tick() {
    if (++steps > STEPS_MAX) {
      throw new AssertionError("The swap does not end");
    }
    server.act();
    if (!delayed.isEmpty() && random.nextInt(10) == 0) {
      arrive(delayed.removeFirst());
    }
    observer.run();
  }

  private static void arrive(Runnable statement) {
    try {
      statement.run();
    } catch (HindcastException e) {
      if (e.code() != ErrorCode.TABLE_UNKNOWN && e.code() != ErrorCode.ILLEGAL_STATE) {
        throw e;
      }
    }
  }
}
