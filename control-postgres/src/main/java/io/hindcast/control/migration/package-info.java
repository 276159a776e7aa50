/** Brings a service's schema up to date. Owns the migrations' order and their lock. */
@NullMarked
package io.hindcast.control.migration;

import org.jspecify.annotations.NullMarked;
