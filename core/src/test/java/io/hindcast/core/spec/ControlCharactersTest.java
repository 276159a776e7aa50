package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControlCharactersTest {
  @Test
  void namesHaveNone() {
    for (String owner : new String[] {"a\0b", "a\u001b[2J", "a\nb", "a\u202Eb"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Metadata("name", owner, new TreeMap<>()))
          .withMessageContaining("owner has a");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Metadata("name", "me", new TreeMap<>(Map.of("a\0", "b"))))
        .withMessageContaining("label key");
  }

  @Test
  void statementsHaveAnyButNul() {
    Rules.requireText("SELECT\n\t1\u0007\r\n", 100, "statement");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rules.requireText("SELECT \0 1", 100, "statement"))
        .withMessageContaining("U+0000");
  }
}
