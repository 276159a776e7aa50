@NullMarked
package io.hindcast.messaging.kafka;

import org.jspecify.annotations.NullMarked;
