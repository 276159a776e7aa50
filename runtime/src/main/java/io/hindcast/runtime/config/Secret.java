package io.hindcast.runtime.config;

/** A value that must not be shown: its text form is a mask. An unset secret is empty. */
public final class Secret {
  /** The unset secret. */
  public static final Secret NONE = new Secret("");

  static final String MASK = "******";

  private final String value;

  /** Wraps the clear text. */
  public Secret(String value) {
    this.value = value;
  }

  /** The clear text. Hand it to a driver, nowhere else. */
  public String reveal() {
    return value;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "" : MASK;
  }
}
