@NullMarked
package io.hindcast.control;

import org.jspecify.annotations.NullMarked;
