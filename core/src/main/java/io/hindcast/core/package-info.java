@NullMarked
package io.hindcast.core;

import org.jspecify.annotations.NullMarked;
