package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.ServerException;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineErrorTest {
  @ParameterizedTest
  @CsvSource({
    "60, TABLE_UNKNOWN",
    "81, TABLE_UNKNOWN",
    "218, TABLE_UNKNOWN",
    "390, TABLE_UNKNOWN",
    "57, ILLEGAL_STATE",
    "241, WAREHOUSE_OUT_OF_MEMORY",
    "243, WAREHOUSE_OUT_OF_DISK",
    "159, WAREHOUSE_TIMEOUT",
    "202, WAREHOUSE_OVERLOADED",
    "252, WAREHOUSE_OVERLOADED",
    "394, QUERY_KILLED",
    "497, PERMISSION_DENIED",
    "516, PERMISSION_DENIED",
    "225, WAREHOUSE_UNAVAILABLE",
    "198, TRANSFORM_FAILED",
    "209, TRANSFORM_FAILED",
    "210, TRANSFORM_FAILED",
    "279, TRANSFORM_FAILED",
    "62, TRANSFORM_FAILED"
  })
  void knowsWhatCodesMean(int code, ErrorCode expected) {
    assertThat(translate(server(code, "Code: 1. DB::Exception: Words.")).code())
        .isEqualTo(expected);
  }

  @Test
  void tellsTooManyPartitionsFromTooManyParts() {
    String spread = "Too many partitions for single INSERT block (more than 100)";

    assertThat(translate(server(252, spread)).code()).isEqualTo(ErrorCode.TRANSFORM_FAILED);
  }

  @Test
  void knowsAFullDiskByItsWords() {
    assertThat(translate(server(75, "Cannot write: errno 28, No space left on device")).code())
        .isEqualTo(ErrorCode.WAREHOUSE_OUT_OF_DISK);
  }

  @Test
  void keepsTheEnginesWordsAndDropsTheRest() {
    HindcastException error =
        translate(
            server(
                47,
                "Code: 47. DB::Exception: Unknown expression identifier `a`. (UNKNOWN_IDENTIFIER)"
                    + " (version 26.7.2.1)  (queryId= 1-2-3)"));

    assertThat(error)
        .hasMessage(
            "Trying failed: Unknown expression identifier `a`."
                + " (ClickHouse code 47, UNKNOWN_IDENTIFIER)");
    assertThat(error)
        .cause()
        .hasMessage("ClickHouse code 47")
        .satisfies(cause -> assertThat(cause.getStackTrace()).isEmpty());
  }

  @Test
  void hidesSecretsAndStackTraces() {
    assertThat(
            translate(
                    server(
                        1,
                        "Code: 1. DB::Exception: Cannot read http://joe:geheim@host/x with"
                            + " password='geheim', Stack trace: 0. DB::geheim()"))
                .getMessage())
        .doesNotContain("geheim", "Stack trace")
        .contains("http://***@host/x");
  }

  @Test
  void shortensWhatNobodyReads() {
    assertThat(translate(server(1, "x".repeat(100_000))))
        .extracting(Throwable::getMessage, as(STRING))
        .hasSizeLessThan(2_100);
  }

  @Test
  void findsTheServersErrorBelowTheDriversOwn() {
    SQLException wrapped = new SQLException("Failed", new ClientException("x", server(241, "Oh")));

    assertThat(translate(wrapped).code()).isEqualTo(ErrorCode.WAREHOUSE_OUT_OF_MEMORY);
    assertThat(EngineError.codeOf(wrapped)).isEqualTo(241);
  }

  @Test
  void tellsWhatKeptTheServerFromAnswering() {
    assertThat(translate(new SQLException("x", new ConnectException("Connection refused"))))
        .hasMessageContaining("ConnectException: Connection refused")
        .extracting(HindcastException::code)
        .isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE);
    assertThat(
            translate(new SQLException("x", new SocketTimeoutException("Read timed out"))).code())
        .isEqualTo(ErrorCode.WAREHOUSE_TIMEOUT);
    assertThat(translate(server(0, "<Unreadable error message>")).code())
        .isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE);
    assertThat(translate(new SQLException("Result has no such column")).code())
        .isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void aServerThatAnswersWithACodeIsThere() {
    for (int code : List.of(1, 86, 279, 519, 1000, 1002)) {
      assertThat(translate(server(code, "<Unreadable error message> (transport error: 500)")))
          .hasMessage("Trying failed: the server's words cannot be read (ClickHouse code %d)", code)
          .extracting(HindcastException::code)
          .isEqualTo(ErrorCode.TRANSFORM_FAILED);
    }
  }

  /** Whoever asks for metadata has named no other server. */
  @ParameterizedTest
  @CsvSource({
    "198, WAREHOUSE_UNAVAILABLE",
    "209, WAREHOUSE_TIMEOUT",
    "210, WAREHOUSE_UNAVAILABLE",
    "279, WAREHOUSE_UNAVAILABLE",
    "202, WAREHOUSE_OVERLOADED",
    "241, WAREHOUSE_OUT_OF_MEMORY",
    "236, WAREHOUSE_UNAVAILABLE",
    "999, WAREHOUSE_UNAVAILABLE",
    "1000, INTERNAL"
  })
  void knowsWhatPassesByItself(int code, ErrorCode expected) {
    assertThat(
            EngineError.translate(
                    "Trying", ErrorCode.INTERNAL, server(code, "<Unreadable error message>"))
                .code())
        .isEqualTo(expected);
  }

  private static HindcastException translate(Exception failure) {
    return EngineError.translate("Trying", ErrorCode.TRANSFORM_FAILED, failure);
  }

  private static ServerException server(int code, String message) {
    return new ServerException(code, message, 500, "id");
  }
}
