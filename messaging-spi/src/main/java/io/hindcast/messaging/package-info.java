@NullMarked
package io.hindcast.messaging;

import org.jspecify.annotations.NullMarked;
