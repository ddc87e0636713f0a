/**
 * One request over HTTP with all that may go wrong on the way: redirects followed by hand, a token
 * that stays with its host, connections that stall, answers that ask to come back later.
 *
 * <p>Nothing here knows of repositories or of files; what an answer means is the caller's business.
 */
package org.pulsebench.data.hub.http;
