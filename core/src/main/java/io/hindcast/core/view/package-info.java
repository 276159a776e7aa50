/**
 * Views beside a table: which of them fire, write and read where, and whether they still do after a
 * swap. Owns what is found out from their definitions; knows no warehouse.
 */
@NullMarked
package io.hindcast.core.view;

import org.jspecify.annotations.NullMarked;
