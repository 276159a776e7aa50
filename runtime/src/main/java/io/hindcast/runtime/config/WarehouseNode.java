package io.hindcast.runtime.config;

import java.net.URI;

/**
 * One server of the warehouse.
 *
 * @param name how specs and tables call it; empty for the default one
 * @param url its HTTP endpoint, without credentials
 */
public record WarehouseNode(String name, URI url, String user, Secret password) {}
