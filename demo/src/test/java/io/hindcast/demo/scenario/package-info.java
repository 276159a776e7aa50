@NullMarked
package io.hindcast.demo.scenario;

import org.jspecify.annotations.NullMarked;
