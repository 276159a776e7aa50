/** Who calls an API. Owns the bearer token check and the caller's name. */
@NullMarked
package io.hindcast.runtime.auth;

import org.jspecify.annotations.NullMarked;
