/** Tests of the swap store on a real server. */
@NullMarked
package io.hindcast.control.relay;

import org.jspecify.annotations.NullMarked;
