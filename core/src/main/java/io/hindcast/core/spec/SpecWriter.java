package io.hindcast.core.spec;

/** Turns a spec into a text that a {@link SpecReader} reads as the same spec. */
public interface SpecWriter {
  /** The document; equal specs give equal texts. */
  String write(BackfillSpec spec);
}
