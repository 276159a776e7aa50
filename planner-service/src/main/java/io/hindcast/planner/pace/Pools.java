package io.hindcast.planner.pace;

import io.hindcast.core.pace.PoolRules;
import io.hindcast.core.pace.Prices;
import io.hindcast.core.spec.SpecLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** The pools that there are, and what specs may ask for. */
public final class Pools implements SpecLimits {
  private final PaceSettings settings;

  /** As the operator wants them. */
  public Pools(PaceSettings settings) {
    this.settings = settings;
  }

  /** The names of all pools, in order. */
  public List<String> names() {
    return List.copyOf(settings.pools().keySet());
  }

  /** The rules of a pool; without slots when it is gone. */
  public PoolRules rules(String pool) {
    return new PoolRules(
        pool,
        settings.pools().getOrDefault(pool, 0),
        settings.limits(),
        settings.rhythm().raiseEvery(),
        settings.rhythm().cutEvery());
  }

  Prices prices() {
    return settings.prices();
  }

  PaceSettings.Rhythm rhythm() {
    return settings.rhythm();
  }

  @Override
  public Optional<String> poolProblem(String pool) {
    return settings.pools().containsKey(pool)
        ? Optional.empty()
        : Optional.of(
            "Expected one of the pools %s, found '%s'; the operator adds pools with planner.pools"
                .formatted(String.join(", ", names()), pool));
  }

  @Override
  public Optional<String> endpointProblem(String endpoint) {
    try {
      URI address = new URI(endpoint);
      String host = String.valueOf(address.getHost());
      boolean permitted =
          settings.endpointHosts().contains(host)
              || settings.endpointHosts().contains(host + ":" + address.getPort());
      return permitted && address.getUserInfo() == null
          ? Optional.empty()
          : Optional.of(
              "Expected an address without credentials at one of %s, found '%s'; the operator"
                      .formatted(settings.endpointHosts().stream().sorted().toList(), endpoint)
                  + " permits hosts with planner.throttle.endpoint-hosts");
    } catch (URISyntaxException e) {
      return Optional.of("Expected an address, found '%s'".formatted(endpoint));
    }
  }

  @Override
  public Optional<String> moneyProblem() {
    return settings.prices().known()
        ? Optional.empty()
        : Optional.of(
            "Expected no limit of money, found one: nothing has a price here; the operator sets"
                + " planner.price.cpu-second or planner.price.read-terabyte");
  }
}
