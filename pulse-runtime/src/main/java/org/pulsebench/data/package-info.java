/**
 * Corpora and exams: subjects with their questions, and the questions of general-ability tests, in
 * one form for every publisher. Images stay encoded; decoding them is the model's business.
 */
package org.pulsebench.data;
