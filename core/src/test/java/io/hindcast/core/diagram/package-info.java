/**
 * State machines as pictures in the docs. Tests walk a machine and compare what they find with the
 * file.
 */
@NullMarked
package io.hindcast.core.diagram;

import org.jspecify.annotations.NullMarked;
