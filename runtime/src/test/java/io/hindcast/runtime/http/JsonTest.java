package io.hindcast.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  enum Action {
    APPROVE,
    ROLLBACK
  }

  private record Body(
      Action action, @Nullable String reason, @Nullable UUID id, Optional<Integer> limit) {}

  private static Body read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Body.class);
  }

  @Test
  void readsWhatIsMeant() {
    assertThat(read("{\"action\":\"APPROVE\"}"))
        .isEqualTo(new Body(Action.APPROVE, null, null, Optional.empty()));
    assertThat(read(" {\"action\":\"ROLLBACK\",\"reason\":\"größer\",\"limit\":3} ").limit())
        .contains(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"action":5}                             | 'action' is '5'
          {"action":0}                             | 'action' is '0'
          {"action":"5"}                           | expected one of [APPROVE, ROLLBACK]
          {"action":"APPLAUD"}                     | expected one of [APPROVE, ROLLBACK]
          {"action":null}                          | 'action' is missing or null
          {}                                       | 'action' is missing or null
          {"action":"APPROVE","reason":5}          | 'reason'
          {"action":"APPROVE","limit":"3"}         | 'limit'
          {"action":"APPROVE","id":"x"}            | 'id' is 'x'
          {"action":"APPROVE","what":1}            | 'what' is not known: expected one of [action, id, limit, reason]
          {"action":"APPROVE","action":"ROLLBACK"} | Duplicate field 'action'
          {"action":"APPROVE"} {}                  | cannot be read
          {"action":"APPROVE"} x                   | cannot be read
          {"action":"APPROVE"                      | cannot be read
          null                                     | found null
          []                                       | expected one object
          "APPROVE"                                | cannot be read
          7                                        | cannot be read
          ``                                       | cannot be read
          """)
  void refusesWhatCouldBeMeantOtherwise(String json, String words) {
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() -> read(json))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED))
        .withMessageContaining(words)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("io.hindcast", "java."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void refusesOtherEncodings(String encoding) {
    assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() ->
            Json.read("{\"action\":\"APPROVE\"}".getBytes(Charset.forName(encoding)), Body.class));
  }
}
