package io.hindcast.core.spec;

/** Turns the text of a spec into a validated value. */
public interface SpecReader {
  /**
   * Reads one document. Never throws for what the document says: every mistake in it is part of the
   * answer, all of them at once.
   *
   * @param yaml the document as its author wrote it
   */
  SpecOutcome read(String yaml);

  /**
   * A reader that also refuses what goes beyond an operator's limits, at its place in the document.
   */
  SpecReader within(SpecLimits limits);
}
