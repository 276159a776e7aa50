package io.hindcast.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final List<String> stopped = new ArrayList<>();
  private final List<String> fatal = new ArrayList<>();
  private final Lifecycle lifecycle = new Lifecycle((what, cause) -> fatal.add(what));

  @Test
  void stopsInReverseOrderOnce() {
    add("database");
    add("server");

    lifecycle.close();
    lifecycle.close();

    assertThat(stopped).containsExactly("server", "database");
  }

  @Test
  void stopsTheOthersWhenOneFails() {
    add("database");
    lifecycle.add(
        "broken",
        () -> {
          throw new IllegalStateException("no");
        });
    add("server");

    lifecycle.close();

    assertThat(stopped).containsExactly("server", "database");
  }

  @Test
  void stopsAPartThatComesTooLate() {
    lifecycle.close();

    assertThatThrownBy(() -> add("late")).hasMessageContaining("late was started while");
    assertThat(stopped).containsExactly("late");
  }

  @Test
  void passesFatalErrorsOn() {
    lifecycle.fatal("The consumer died", new IllegalStateException());

    assertThat(fatal).containsExactly("The consumer died");
  }

  private void add(String name) {
    AutoCloseable part = () -> stopped.add(name);
    lifecycle.add(name, part);
  }
}
