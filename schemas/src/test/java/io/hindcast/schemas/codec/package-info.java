/** Tests of the codec and of the archive. Generates messages of every type from their schemas. */
@NullMarked
package io.hindcast.schemas.codec;

import org.jspecify.annotations.NullMarked;
