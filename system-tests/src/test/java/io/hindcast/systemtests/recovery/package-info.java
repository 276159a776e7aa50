/**
 * What happens when processes are killed, messages are repeated or broken, and statements fail.
 * Every run has to end with the right rows, or with the first real cause.
 */
@NullMarked
package io.hindcast.systemtests.recovery;

import org.jspecify.annotations.NullMarked;
