package io.hindcast.runtime.lifecycle;

/**
 * Starts a service's parts in order.
 *
 * @param <C> the service's configuration
 */
@FunctionalInterface
public interface ServiceStart<C> {

  /** Adds each part to the lifecycle as soon as it runs, and returns when the service works. */
  void start(C config, Lifecycle lifecycle) throws Exception;
}
