/**
 * The HTTP shell: an API server whose handlers block on virtual threads, and the management server.
 * Nothing outside this package sees Vert.x.
 */
@NullMarked
package io.hindcast.runtime.http;

import org.jspecify.annotations.NullMarked;
