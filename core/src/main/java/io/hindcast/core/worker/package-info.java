/**
 * Workers as they report themselves, and what is to be thought of them. Pure decisions over values.
 */
@NullMarked
package io.hindcast.core.worker;

import org.jspecify.annotations.NullMarked;
