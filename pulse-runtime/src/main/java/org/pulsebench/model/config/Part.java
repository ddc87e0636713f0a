package org.pulsebench.model.config;

/**
 * The three parts of a LLaVA model, which are frozen or trained separately; a text-only model has
 * the last one only.
 */
public enum Part {
  /** The CLIP vision transformer. */
  VISION,
  /** The two linear layers between vision transformer and decoder. */
  PROJECTOR,
  /** The LLaMA decoder with token embedding and output head. */
  LANGUAGE
}
