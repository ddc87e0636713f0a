"""Opens in transformers and PEFT the checkpoints and adapters that the Java tests wrote."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel, get_peft_model_state_dict
from safetensors import SafetensorError
from safetensors.torch import load_file

from checkpoints import load

TOLERANCE = 1e-4


@dataclass(frozen=True)
class Check:
    """One row of the table that `verify_all` prints."""

    checkpoint: str
    what: str
    found: str
    passed: bool


def verify_all(written: Path, reference: Path) -> int:
    """Checks every folder below `written`; returns 0 if all of them open and agree, else 1."""
    folders = sorted(folder for folder in written.glob("*") if folder.is_dir())
    if not folders:
        print(f"{written} holds no folder: run the Java tests first")
        return 1
    checks = [check for folder in folders for check in verify(folder, reference / folder.name)]
    print_table(checks)
    return 0 if all(check.passed for check in checks) else 1


def verify(folder: Path, reference: Path) -> list[Check]:
    name = folder.name
    try:
        expected = load_file(reference / "expected.safetensors")
        java = load_file(folder / "java.safetensors")
        base = load(folder / "checkpoint")
        found = logits(base, expected)
        checks = [compare(name, "checkpoint", found, java["base_logits"], expected)]
        checks += verify_adapter(folder, base, java, expected)
        if (folder / "merged").is_dir():
            merged = logits(load(folder / "merged"), expected)
            checks.append(compare(name, "merged", merged, java["logits"], expected))
        return checks
    except (OSError, KeyError, ValueError, RuntimeError, SafetensorError) as problem:
        return [Check(name, "opens", f"{type(problem).__name__}: {problem}", False)]


def verify_adapter(folder: Path, base: torch.nn.Module, java: dict, expected: dict) -> list[Check]:
    """The adapter's names are those of PEFT, no more and no less, and its logits are the same."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = PeftModel.from_pretrained(base, folder / "adapter").eval()
    complaints = [str(w.message) for w in caught if "adapter" in str(w.message).lower()]
    in_file = load_file(folder / "adapter" / "adapter_model.safetensors")
    in_model = get_peft_model_state_dict(model, save_embedding_layers=False)
    different = sorted(in_file.keys() ^ in_model.keys())
    unequal = [n for n in in_file.keys() & in_model.keys() if not in_file[n].equal(in_model[n])]
    wrong = different + sorted(unequal) + complaints
    verdict = "; ".join(wrong) or f"{len(in_file)} equal"
    names = Check(folder.name, "adapter names", verdict, not wrong)
    found = logits(model, expected)
    return [names, compare(folder.name, "adapter", found, java["logits"], expected)]


def logits(model: torch.nn.Module, expected: dict) -> torch.Tensor:
    inputs = ("input_ids", "attention_mask", "pixel_values", "image_sizes")
    with torch.no_grad():
        return model(**{name: expected[name] for name in inputs if name in expected}).logits


def compare(
    name: str, what: str, python: torch.Tensor, java: torch.Tensor, expected: dict
) -> Check:
    """Compares logits where the attention mask is set: what padding predicts means nothing."""
    if python.shape != java.shape:
        return Check(name, what, f"shape {tuple(java.shape)}, not {tuple(python.shape)}", False)
    valid = expected["attention_mask"].bool()
    difference = (python - java)[valid].abs().max().item()
    return Check(name, what, f"largest difference {difference:.1e}", difference <= TOLERANCE)


def print_table(checks: list[Check]) -> None:
    print("| checkpoint | what | found | |\n|---|---|---|---|")
    for check in checks:
        verdict = "ok" if check.passed else "WRONG"
        print(f"| {check.checkpoint} | {check.what} | {check.found} | {verdict} |")
