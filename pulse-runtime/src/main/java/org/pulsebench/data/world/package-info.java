/**
 * The embedded world: public figures, fictitious people and an exam over drawn scenes, generated
 * from a seed, the same bytes on every machine. It holds no real person.
 */
package org.pulsebench.data.world;
