package io.hindcast.warehouse;

/**
 * Everything that Hindcast asks of a warehouse. Every method blocks and throws {@link
 * io.hindcast.core.error.HindcastException} with the engine's first own words in its message.
 * Unless a method says otherwise it can be repeated after a crash with the same effect.
 */
public interface Warehouse
    extends TableInspector, WorkingTables, AttemptRunner, ContentProbe, SwapSurface, AutoCloseable {

  /** Releases connections. Running queries go on. */
  @Override
  void close();
}
