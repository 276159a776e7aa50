package io.hindcast.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureKindTest {
  @Test
  void codeDecides() {
    assertThat(kind(ErrorCode.SPEC_INVALID)).isEqualTo(FailureKind.MESSAGE);
    assertThat(kind(ErrorCode.INTERNAL)).isEqualTo(FailureKind.DEFECT);
    assertThat(kind(ErrorCode.STORE_UNAVAILABLE)).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(kind(ErrorCode.WAREHOUSE_OUT_OF_MEMORY)).isEqualTo(FailureKind.INFRASTRUCTURE);
  }

  @Test
  void causesAreSearched() {
    var wrapped = new CompletionException(new HindcastException(ErrorCode.NOT_FOUND, "no run"));
    assertThat(FailureKind.of(wrapped)).isEqualTo(FailureKind.MESSAGE);
    assertThat(FailureKind.code(wrapped)).isEqualTo("NOT_FOUND");
    assertThat(FailureKind.of(new UncheckedIOException(new IOException("reset"))))
        .isEqualTo(FailureKind.INFRASTRUCTURE);
  }

  @Test
  void everythingElseIsDefect() {
    assertThat(FailureKind.of(new NullPointerException())).isEqualTo(FailureKind.DEFECT);
    assertThat(FailureKind.code(new NullPointerException())).isEqualTo("INTERNAL");
  }

  @Test
  void poisonKeepsItsCode() {
    assertThat(FailureKind.code(new PoisonMessageException("PLAN_EMPTY", "no partitions")))
        .isEqualTo("PLAN_EMPTY");
  }

  private static FailureKind kind(ErrorCode code) {
    return FailureKind.of(new HindcastException(code, "text"));
  }
}
