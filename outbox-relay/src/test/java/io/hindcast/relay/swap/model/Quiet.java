package io.hindcast.relay.swap.model;

/** Nothing goes wrong. */
public final class Quiet implements Interruptions {
  @Override
  public void before(Runnable statement) {}

  @Override
  public void after() {}

  @Override
  public boolean diesInMove() {
    return false;
  }
}
