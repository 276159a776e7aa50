/**
 * Turns messages into bytes and back, by Avro's single-object encoding. Owns the archive of every
 * published schema version and the promise that no bytes whatsoever do more than be refused.
 */
@NullMarked
package io.hindcast.schemas.codec;

import org.jspecify.annotations.NullMarked;
