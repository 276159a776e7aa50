package io.hindcast.core.spec;

import java.util.Optional;

/** What an operator lets specs ask for. A spec that asks for more is refused when it comes in. */
public interface SpecLimits {
  /** Everything is possible: for specs that were accepted already, and where nobody is asked. */
  SpecLimits NONE =
      new SpecLimits() {
        @Override
        public Optional<String> poolProblem(String pool) {
          return Optional.empty();
        }

        @Override
        public Optional<String> endpointProblem(String endpoint) {
          return Optional.empty();
        }

        @Override
        public Optional<String> moneyProblem() {
          return Optional.empty();
        }
      };

  /** Why the pool cannot be used; empty when it can. */
  Optional<String> poolProblem(String pool);

  /** Why the planner does not call the address; empty when it does. */
  Optional<String> endpointProblem(String endpoint);

  /** Why money cannot be limited; empty when it can. */
  Optional<String> moneyProblem();
}
