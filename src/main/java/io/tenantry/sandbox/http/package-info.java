/** What all the sandbox's systems need of HTTP: requests read once, one request at a time, errors in each system's words. */
package io.tenantry.sandbox.http;
