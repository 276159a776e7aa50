@NullMarked
package io.hindcast.planner;

import org.jspecify.annotations.NullMarked;
