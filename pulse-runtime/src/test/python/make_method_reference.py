"""Writes the losses and gradients of the unlearning methods that the Java tests compare with.

    make_method_reference.py --out src/test/resources/reference/methods

The model is the checkpoint ``mha-untied`` of ``make_reference.py`` with its adapter, the reference
of the methods that have one is the same checkpoint without it. The forget batch is the checkpoint's
own; the retain batch is drawn here. Losses are written down from the papers, not from the Java code,
and computed in float64, so that all deviation is that of the other side.
"""

import argparse
import dataclasses
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from checkpoints import RECIPES, load, write_json
from make_reference import (
    REFERENCE,
    adapter_gradients,
    load_with_adapter,
    make_batch,
    make_deterministic,
    versions,
)

RECIPE = next(recipe for recipe in RECIPES if recipe.name == "mha-untied")
FOLDER = REFERENCE / RECIPE.name
INPUTS = ("input_ids", "attention_mask", "pixel_values")

# The name of each case, its method, and the parameters that differ from the defaults.
CASES = {
    "ga": ("ga", {}),
    "ga-klr": ("ga-klr", {"lambda": 0.5}),
    "ga-klr-reverse": ("ga-klr", {"lambda": 0.5, "direction": "model-to-reference"}),
    "ga-klr-forget": ("ga-klr", {"lambda": 2.0, "kl-data": "forget"}),
    "npo": ("npo", {"beta": 0.1}),
    "gd": ("gd", {"forget-weight": 0.7, "retain-weight": 1.5}),
    "kl": ("kl", {"lambda": 0.5, "retain-weight": 0.3}),
    "po": ("po", {"retain-weight": 0.5}),
    "po-sum": ("po", {"log-probability": "sum", "retain-weight": 0}),
    "npo-mean": ("npo", {"beta": 0.9, "log-probability": "mean", "retain-weight": 0.3}),
}


class Answers:
    """The labelled positions of a batch, and the log-probabilities of a model there."""

    def __init__(self, model: torch.nn.Module, batch: dict):
        targets = batch["labels"][:, 1:]
        inputs = {name: batch[name] for name in INPUTS}
        inputs["pixel_values"] = inputs["pixel_values"].double()
        logits = model(**inputs).logits[:, :-1]
        self.labelled = targets != -100
        self.distributions = F.log_softmax(logits[self.labelled], dim=-1)
        chosen = torch.zeros(targets.shape, dtype=torch.float64)
        chosen[self.labelled] = self.distributions.gather(
            1, targets[self.labelled].unsqueeze(1)
        ).squeeze(1)
        self.sequences = chosen.sum(dim=1)

    def cross_entropy(self) -> torch.Tensor:
        return -self.sequences.sum() / self.labelled.sum()


def ga(model, reference, forget, retain, options) -> torch.Tensor:
    return -Answers(model, forget).cross_entropy()


def ga_klr(model, reference, forget, retain, options) -> torch.Tensor:
    data = forget if options.get("kl-data") == "forget" else retain
    theta = Answers(model, data).distributions
    with torch.no_grad():
        ref = Answers(reference, data).distributions
    pair = (theta, ref) if "direction" not in options else (ref, theta)
    # torch takes the approximating distribution first
    divergence = F.kl_div(*pair, reduction="batchmean", log_target=True)
    return -Answers(model, forget).cross_entropy() + options["lambda"] * divergence


def npo(model, reference, forget, retain, options) -> torch.Tensor:
    beta = options["beta"]
    theta = Answers(model, forget)
    with torch.no_grad():
        ref = Answers(reference, forget)
    ratio = theta.sequences - ref.sequences
    if options.get("log-probability") == "mean":
        ratio = ratio / theta.labelled.sum(dim=1)
    loss = -(2 / beta) * F.logsigmoid(-beta * ratio).mean()
    weight = options.get("retain-weight", 0)
    return loss + weight * Answers(model, retain).cross_entropy() if weight else loss


def gd(model, reference, forget, retain, options) -> torch.Tensor:
    ascent = -Answers(model, forget).cross_entropy()
    return options["forget-weight"] * ascent + options["retain-weight"] * Answers(
        model, retain
    ).cross_entropy()


def kl(model, reference, forget, retain, options) -> torch.Tensor:
    theta = Answers(model, retain)
    with torch.no_grad():
        ref = Answers(reference, retain).distributions
    divergence = F.kl_div(theta.distributions, ref, reduction="batchmean", log_target=True)
    loss = -Answers(model, forget).cross_entropy() + options["lambda"] * divergence
    return loss + options["retain-weight"] * theta.cross_entropy()


def po(model, reference, forget, retain, options) -> torch.Tensor:
    # The forget batch stands for that of refusals: the formula does not know the difference.
    refusal = Answers(model, forget)
    if options.get("log-probability") == "sum":
        loss = -refusal.sequences.mean()
    else:
        loss = refusal.cross_entropy()
    weight = options["retain-weight"]
    return loss + weight * Answers(model, retain).cross_entropy() if weight else loss


LOSSES = {"ga": ga, "ga-klr": ga_klr, "npo": npo, "gd": gd, "kl": kl, "po": po}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, metavar="DIR", required=True)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    make_deterministic()
    forget = {
        name: tensor
        for name, tensor in load_file(FOLDER / "expected.safetensors").items()
        if name in INPUTS + ("labels",)
    }
    retain = make_batch(dataclasses.replace(RECIPE, seed=RECIPE.seed + 1000))
    reference = load(FOLDER).double()
    tensors, cases = dict(retain), {}
    for case, (method, options) in CASES.items():
        model = load_with_adapter(FOLDER, trainable=True).double().train()
        loss = LOSSES[method](model, reference, forget, retain, options)
        loss.backward()
        for name, gradient in adapter_gradients(model).items():
            tensors[f"{case}.gradients.{name}"] = gradient.float()
        cases[case] = {"method": method, "settings": options, "loss": loss.item()}
        print(f"{case}: {loss.item():.6f}")
    save_file({n: t.detach().clone() for n, t in tensors.items()}, folder / "expected.safetensors")
    write_json(folder / "expected.json", {"versions": versions(), "cases": cases})
    return 0


if __name__ == "__main__":
    sys.exit(main())
