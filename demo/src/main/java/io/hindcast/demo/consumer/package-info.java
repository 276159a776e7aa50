/**
 * A sample of a system downstream that follows swaps. Copy it; nothing here is part of the product.
 */
@NullMarked
package io.hindcast.demo.consumer;

import org.jspecify.annotations.NullMarked;
