package org.example;

import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.tensor.Tensor;

/** Ends like a process that the kernel kills for its memory. */
public final class Killed implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective("killed", "A kill", "None", "L = 0");
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    System.out.println("last words");
    System.out.flush();
    Runtime.getRuntime().halt(137);
    throw new AssertionError("halted");
  }
}
