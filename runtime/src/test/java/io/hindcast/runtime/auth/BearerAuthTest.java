package io.hindcast.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.runtime.config.Secret;
import org.junit.jupiter.api.Test;

class BearerAuthTest {
  private final BearerAuth auth = new BearerAuth(new Secret("t0ken"));

  @Test
  void acceptsTheToken() {
    assertThat(auth.authenticate("Bearer t0ken", null)).contains(Caller.UNNAMED);
    assertThat(auth.authenticate("bearer t0ken", " ")).contains(Caller.UNNAMED);
    assertThat(auth.authenticate("Bearer t0ken", "ann")).contains(new Caller("ann"));
  }

  @Test
  void refusesEverythingElse() {
    assertThat(auth.authenticate(null, "ann")).isEmpty();
    assertThat(auth.authenticate("", null)).isEmpty();
    assertThat(auth.authenticate("Bearer", null)).isEmpty();
    assertThat(auth.authenticate("Bearer t0ke", null)).isEmpty();
    assertThat(auth.authenticate("Bearer t0kens", null)).isEmpty();
    assertThat(auth.authenticate("Basic t0ken", null)).isEmpty();
  }

  @Test
  void needsAToken() {
    assertThatThrownBy(() -> new BearerAuth(Secret.NONE)).hasMessageContaining("empty");
  }

  @Test
  void cutsAndCleansTheCallersName() {
    assertThat(new Caller("a\nb").name()).isEqualTo("a?b");
    assertThat(new Caller("x".repeat(500)).name()).hasSize(100);
  }
}
