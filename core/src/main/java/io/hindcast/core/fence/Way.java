package io.hindcast.core.fence;

/** How it is told whether a source has changed for a range. */
public enum Way {
  /**
   * From the parts that hold rows of the range: their spans are of the time that is filtered by.
   */
  METADATA,
  /** By rows and checksum of the range. */
  CONTENT,
  /** From all parts, whatever they hold: any change concerns every range. */
  WHOLE
}
