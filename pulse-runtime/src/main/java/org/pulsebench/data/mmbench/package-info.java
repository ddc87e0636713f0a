/**
 * MMBench's tab-separated files: a reader, a writer, and the rotations of a question that circular
 * evaluation asks for.
 *
 * <p>The files hold pictures of some hundred megabytes in base64. They are checked while the file
 * streams by and stay in it; what is kept of one is its place.
 */
package org.pulsebench.data.mmbench;
