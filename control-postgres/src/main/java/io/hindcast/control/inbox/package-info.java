/** What a service has heard already. Owns the table of processed event ids. */
@NullMarked
package io.hindcast.control.inbox;

import org.jspecify.annotations.NullMarked;
