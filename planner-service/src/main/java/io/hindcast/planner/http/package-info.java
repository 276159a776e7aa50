/** The planner's REST API, one class for each resource. openapi.yaml is the contract. */
@NullMarked
package io.hindcast.planner.http;

import org.jspecify.annotations.NullMarked;
