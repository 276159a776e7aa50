/**
 * Reads specs from YAML, node by node, so that every mistake has a line. Owns the document's keys;
 * what their values mean is core's business.
 */
@NullMarked
package io.hindcast.specyaml;

import org.jspecify.annotations.NullMarked;
