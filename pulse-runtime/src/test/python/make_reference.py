"""Makes tiny random checkpoints and the numbers that transformers and PEFT compute for them.

    make_reference.py --out DIR      writes one folder per checkpoint, see README.md in DIR
    make_reference.py --mini CHECKPOINT --out DIR
                                     writes the numbers of the embedded model, see README.md in DIR
    make_reference.py --verify DIR   opens in transformers and PEFT what the Java tests wrote

Everything is seeded, single-threaded and deterministic: a second run on the same kind of processor
writes the same bytes.
"""

import argparse
import json
import re
import shutil
import sys
import warnings
from pathlib import Path

import peft
import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft.tuners.lora import LoraLayer
from safetensors.torch import save_file

from checkpoints import (
    BOS,
    IMAGE_SIZE,
    IMAGE_TOKEN,
    PAD,
    RECIPES,
    Recipe,
    load,
    random_model,
    save_checkpoint,
    write_json,
)
from mini_inputs import MiniInputs, digest, mini_inputs
from verify_written import verify_all

REFERENCE = Path(__file__).parent.parent / "resources" / "reference" / "models"
NEW_TOKENS = 24
SMALLEST_MARGIN = 5e-3  # between the two best logits of a greedy step, far above rounding
MINI_NEW_TOKENS = (16, 8, 4)  # the first of them without two tokens nearly tied
MINI_POSITIONS = 4  # the last of each row, of which logits and hidden states are kept
MINI_WHOLE = ("token_log_probs", "sequence_log_probs", "vision_hidden", "image_features")
MINI_LAST = ("logits", "hidden_states.1", "hidden_states.before_norm")

TOLERANCES = {
    "logits_absolute": 1e-4,
    "loss_relative": 1e-5,
    "gradient_relative_to_largest": 1e-3,
    "curve_absolute": 1e-4,
    "bf16_loss_absolute": 1e-2,
}
TRAINING = {
    "optimizer": "AdamW",
    "betas": [0.9, 0.999],
    "eps": 1e-8,
    "learning_rate": 1e-3,
    "weight_decay": 0.01,
    "weight_decay_on": "parameters with two or more dimensions",
    "max_grad_norm": 1.0,
    "schedule": "linear",
    "warmup_steps": 2,
    "steps": 10,
}

# Gradients are kept for one parameter of each kind. The bias of a CLIP key projection is left out:
# softmax is invariant to it, so its gradient is rounding noise around zero.
GRADIENTS_KEPT = re.compile(
    r"lm_head\.weight"
    r"|.*embed_tokens\.weight"
    r"|.*multi_modal_projector\..*"
    r"|.*vision_tower\.(embeddings|pre_layrnorm)\..*"
    r"|.*vision_tower\.encoder\.layers\.0\.(?!self_attn\.k_proj\.bias).*"
    r"|model\.(language_model\.)?norm\.weight"
    r"|model\.(language_model\.)?layers\.\d+\.(input|post_attention)_layernorm\.weight"
    r"|model\.(language_model\.)?layers\.0\..*"
)


def main() -> int:
    arguments = parse_arguments()
    make_deterministic()
    if arguments.verify:
        return verify_all(arguments.verify, REFERENCE)
    if arguments.mini:
        make_mini(arguments.mini, arguments.out)
        return 0
    for recipe in RECIPES:
        if not arguments.only or recipe.name in arguments.only:
            make_checkpoint(recipe, arguments.out / recipe.name)
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--out", type=Path, metavar="DIR", help="where to write the checkpoints")
    action.add_argument("--verify", type=Path, metavar="DIR", help="what the Java tests wrote")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="just these checkpoints")
    parser.add_argument("--mini", type=Path, metavar="CHECKPOINT", help="the embedded model")
    arguments = parser.parse_args()
    if arguments.mini and not arguments.out:
        parser.error("--mini needs --out")
    return arguments


def make_deterministic() -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    warnings.simplefilter("ignore", FutureWarning)  # of transformers about itself
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def make_checkpoint(recipe: Recipe, folder: Path) -> None:
    """Writes a checkpoint, its adapter and the numbers computed from what then lies on disk."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model = random_model(recipe)
    batch = make_batch(recipe)
    eos = choose_eos(model, batch)
    save_checkpoint(recipe, model, eos, folder)
    save_adapter(recipe, folder)

    tensors, scalars = {}, {}
    for part in (forward_numbers, full_numbers, lora_numbers, greedy_numbers, bf16_numbers):
        part_tensors, part_scalars = part(folder, batch)
        tensors |= part_tensors
        scalars |= part_scalars
    save_tensors(batch | tensors, folder)
    write_json(folder / "expected.json", header(recipe, eos) | scalars)
    loss, margin = scalars["loss"], scalars["greedy.margin"]
    print(f"{recipe.name}: loss {loss:.6f}, smallest margin {margin:.4f}")


def save_tensors(tensors: dict[str, torch.Tensor], folder: Path) -> None:
    stored = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    save_file(stored, folder / "expected.safetensors")


def header(recipe: Recipe, eos: int) -> dict:
    return {
        "name": recipe.name,
        "seed": recipe.seed,
        "versions": versions(),
        "tolerances": TOLERANCES,
        "training": TRAINING,
        "image_token": IMAGE_TOKEN,
        "pad_token": PAD,
        "eos_token": eos,
        "new_tokens": NEW_TOKENS,
    }


def versions() -> dict[str, str]:
    return {
        "torch": torch.__version__.split("+")[0],
        "transformers": transformers.__version__,
        "peft": peft.__version__,
    }


# --- the embedded model -----------------------------------------------------------------------


def make_mini(checkpoint: Path, folder: Path) -> None:
    """Writes the numbers of a finished checkpoint, few enough to be kept beside the tests."""
    inputs = mini_inputs(checkpoint, folder)
    forward, scalars = forward_numbers(checkpoint, inputs.batch)
    tensors = {name: forward[name] for name in MINI_WHOLE}
    for name in MINI_LAST:
        tensors[name] = last_positions(forward[name], inputs.batch["attention_mask"])
    gradients, left_out = mini_gradients(checkpoint, inputs.batch)
    scalars |= {"full.left_out": left_out} | mini_answers(checkpoint, inputs)
    save_tensors(inputs.batch | tensors | gradients, folder)
    (folder / "inputs.json").write_text(json.dumps(inputs.described) + "\n")
    write_json(
        folder / "expected.json",
        {"name": "mini", "digest": digest(checkpoint), "versions": versions()}
        | {"image_token": inputs.image_token, "eos_token": inputs.eos_token}
        | scalars,
    )
    loss, margin = scalars["loss"], scalars["greedy.margin"]
    print(f"mini: loss {loss:.6f}, smallest margin {margin:.4f}, gradients left out: {left_out}")


def last_positions(values: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    lengths = attention_mask.sum(dim=1).tolist()
    rows = [row[n - MINI_POSITIONS : n] for row, n in zip(values, lengths)]
    return torch.stack(rows)


def mini_gradients(checkpoint: Path, batch: dict) -> tuple[dict, list[str]]:
    """Those of norms and biases, and the names of those that float32 does not determine.

    In a trained model a gradient can be what is left of large terms that cancel; there torch's own
    kernels of attention disagree by as much as the tests allow.
    """
    gradients = {}
    for attention in ("sdpa", "eager"):
        model = load(checkpoint, attention=attention).train()
        model(**batch).loss.backward()
        gradients[attention] = {n: g for n, g in kept_gradients(model).items() if g.dim() == 1}
    eager = gradients["eager"]
    allowed = TOLERANCES["gradient_relative_to_largest"] / 10
    left_out = sorted(
        name
        for name, gradient in gradients["sdpa"].items()
        if (gradient - eager[name]).abs().max() > allowed * eager[name].abs().max()
    )
    if len(left_out) > len(eager) // 4:
        raise ValueError(f"most gradients should be well determined, unlike {left_out}")
    return {name: eager[name] for name in eager if name not in left_out}, left_out


def mini_answers(checkpoint: Path, inputs: MiniInputs) -> dict:
    model = load(checkpoint)
    for count in MINI_NEW_TOKENS:
        answers = [
            greedy(model, prompt, inputs.eos_token, count)
            for prompt in prompts(inputs.batch, inputs.image_token)
        ]
        margin = min(row_margin for _, row_margin in answers)
        if margin >= SMALLEST_MARGIN:
            scalars = {f"greedy.{row}": tokens for row, (tokens, _) in enumerate(answers)}
            return scalars | {"greedy.margin": margin, "new_tokens": count}
    raise ValueError(f"two tokens are nearly tied ({margin}): choose another prompt")


# --- the inputs -------------------------------------------------------------------------------


def make_batch(recipe: Recipe) -> dict[str, torch.Tensor]:
    """Three right-padded rows: image after the first token, no image, image after some text."""
    random = torch.Generator().manual_seed(recipe.seed + 1)
    first, second = (
        [IMAGE_TOKEN] * (recipe.image_tokens(image) if recipe.has_vision else 0)
        for image in range(2)
    )
    tokens = recipe.tokens
    rows = [
        [BOS] + first + random_ids(tokens - 1 - len(first), random),
        [BOS] + random_ids(20, random),
        [BOS] + random_ids(2, random) + second + random_ids(tokens - 5 - len(second), random),
    ]
    input_ids = torch.full((len(rows), tokens), PAD)
    attention_mask = torch.zeros_like(input_ids)
    labels = torch.full_like(input_ids, -100)
    for row, ids in enumerate(rows):
        prompt = round(len(ids) * (0.8 if recipe.pinpoints else 0.6))
        input_ids[row, : len(ids)] = torch.tensor(ids)
        attention_mask[row, : len(ids)] = 1
        labels[row, prompt : len(ids)] = torch.tensor(ids[prompt:])
    batch = {"input_ids": input_ids, "attention_mask": attention_mask, "labels": labels}
    if recipe.pinpoints:
        batch["pixel_values"] = random_views(recipe, random)
        batch["image_sizes"] = torch.tensor(recipe.pictures)
    elif recipe.has_vision:
        batch["pixel_values"] = torch.randn(2, 3, IMAGE_SIZE, IMAGE_SIZE, generator=random)
    return batch


def random_views(recipe: Recipe, random: torch.Generator) -> torch.Tensor:
    """The views of two pictures; zeros, which the model leaves out, fill up the fewer of them."""
    counts = [recipe.views(picture) for picture in range(2)]
    views = torch.zeros(2, max(counts), 3, IMAGE_SIZE, IMAGE_SIZE)
    for picture, count in enumerate(counts):
        views[picture, :count] = torch.randn(count, 3, IMAGE_SIZE, IMAGE_SIZE, generator=random)
    return views


def random_ids(count: int, random: torch.Generator) -> list[int]:
    return torch.randint(3, IMAGE_TOKEN, (count,), generator=random).tolist()


def prompts(batch: dict[str, torch.Tensor], image_token=IMAGE_TOKEN) -> list[dict]:
    """Each row alone, up to its first label, with its own image."""
    result, images = [], 0
    for row in range(len(batch["input_ids"])):
        length = int((batch["labels"][row] != -100).nonzero()[0])
        ids = batch["input_ids"][row : row + 1, :length]
        prompt = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        if (ids == image_token).any():
            for name in batch.keys() & {"pixel_values", "image_sizes"}:
                prompt[name] = batch[name][images : images + 1]
            images += 1
        result.append(prompt)
    return result


# --- the numbers ------------------------------------------------------------------------------


def forward_numbers(folder: Path, batch: dict) -> tuple[dict, dict]:
    model = load(folder)
    has_vision = "pixel_values" in batch
    decoder = model.model.language_model if has_vision else model.model
    captured = {}
    hook = decoder.layers[-1].register_forward_hook(
        lambda module, inputs, output: captured.update(last=output)
    )
    with torch.no_grad():
        output = model(**batch, output_hidden_states=True)
        sdpa = load(folder, attention="sdpa")(**batch)
    hook.remove()
    allowed = TOLERANCES["logits_absolute"] / 2
    require_close("SDPA against eager attention", sdpa.logits, output.logits, allowed)
    per_token = token_log_probs(output.logits, batch["labels"])
    layers = len(decoder.layers)
    tensors = {
        "logits": output.logits,
        "token_log_probs": per_token,
        "sequence_log_probs": per_token.sum(dim=1),
        "hidden_states.1": output.hidden_states[1],
        f"hidden_states.{layers}": output.hidden_states[layers],
        "hidden_states.before_norm": captured["last"],
    }
    if has_vision:
        tensors |= vision_numbers(model, batch)
    return tensors, {"loss": output.loss.item()}


def vision_numbers(model: torch.nn.Module, batch: dict) -> dict:
    captured = {}
    hook = model.model.multi_modal_projector.register_forward_hook(
        lambda module, inputs, output: captured.update(
            vision_hidden=inputs[0], image_features=output
        )
    )
    images = {name: batch[name] for name in ("pixel_values", "image_sizes") if name in batch}
    with torch.no_grad():
        features = model.get_image_features(**images, return_dict=True)
    hook.remove()
    if "image_sizes" in batch:
        captured["image_features"] = torch.cat(features.pooler_output)
    return captured


def token_log_probs(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Entry t is the log-probability of label t+1 given the tokens up to t, 0 without a label."""
    targets = labels[:, 1:]
    log_probs = logits[:, :-1].float().log_softmax(-1)
    chosen = log_probs.gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return torch.where(targets == -100, torch.zeros_like(chosen), chosen)


def full_numbers(folder: Path, batch: dict) -> tuple[dict, dict]:
    """Training of every parameter: gradients at the start and the losses of ten steps."""
    model = all_trained(folder)
    model(**batch).loss.backward()
    tensors = kept_gradients(model)
    losses, norms, rates = training_curve(all_trained(folder), batch)
    return tensors, {
        "full.losses": losses,
        "full.grad_norms": norms,
        "full.learning_rates": rates,
        "full.without_gradient": without_gradient(model.named_parameters()),
    }


def all_trained(folder: Path) -> torch.nn.Module:
    """Every parameter but LLaVA-1.6's newline, which PEFT cannot save: no module has it."""
    model = load(folder).train()
    if hasattr(model.model, "image_newline"):
        model.model.image_newline.requires_grad_(False)
    return model


def kept_gradients(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {
        f"full.gradients.{name}": parameter.grad
        for name, parameter in model.named_parameters()
        if GRADIENTS_KEPT.fullmatch(name) and parameter.grad is not None
    }


def without_gradient(parameters) -> list[str]:
    """What the loss does not depend on: the CLIP layers behind the selected one."""
    trained = ((name, parameter) for name, parameter in parameters if parameter.requires_grad)
    return sorted(name for name, parameter in trained if parameter.grad is None)


def training_curve(model: torch.nn.Module, batch: dict) -> tuple[list, list, list]:
    """Losses before each of ten updates, gradient norms before clipping, and learning rates."""
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    groups = [
        {"params": [p for p in trained if p.dim() > 1], "weight_decay": TRAINING["weight_decay"]},
        {"params": [p for p in trained if p.dim() <= 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(
        groups, lr=TRAINING["learning_rate"], betas=TRAINING["betas"], eps=TRAINING["eps"]
    )
    schedule = transformers.get_linear_schedule_with_warmup(
        optimizer, TRAINING["warmup_steps"], TRAINING["steps"]
    )
    losses, norms, rates = [], [], []
    for _ in range(TRAINING["steps"]):
        loss = model(**batch).loss
        loss.backward()
        losses.append(loss.item())
        norms.append(torch.nn.utils.clip_grad_norm_(trained, TRAINING["max_grad_norm"]).item())
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    return losses, norms, rates


def save_adapter(recipe: Recipe, folder: Path) -> None:
    """Saves an adapter whose random A, B and projector all show in the logits."""
    config = LoraConfig(lora_dropout=0.0, bias="none", task_type="CAUSAL_LM", **recipe.adapter)
    model = get_peft_model(load(folder), config)
    scaling = next(m.scaling["default"] for m in model.modules() if isinstance(m, LoraLayer))
    random = torch.Generator().manual_seed(recipe.seed + 2)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                noise = torch.randn(parameter.shape, generator=random)
                if "lora_A" in name:
                    parameter.copy_(0.2 * noise)
                elif "lora_B" in name:
                    parameter.copy_(0.2 / scaling * noise)
                else:
                    parameter.add_(0.1 * noise)
    model.peft_config["default"].base_model_name_or_path = recipe.name
    model.save_pretrained(folder / "adapter", save_embedding_layers=False)
    (folder / "adapter" / "README.md").unlink()
    rewrite_sorted(folder / "adapter" / "adapter_config.json")


def rewrite_sorted(file: Path) -> None:
    """PEFT writes sets in the order of their hashes, which differs from run to run."""
    content = json.loads(file.read_text())
    if isinstance(content["target_modules"], list):
        content["target_modules"].sort()
    write_json(file, content)


def load_with_adapter(folder: Path, trainable=False, dtype=torch.float32) -> PeftModel:
    return PeftModel.from_pretrained(
        load(folder, dtype), folder / "adapter", is_trainable=trainable
    )


def lora_numbers(folder: Path, batch: dict) -> tuple[dict, dict]:
    model = load_with_adapter(folder, trainable=True).train()
    output = model(**batch)
    output.loss.backward()
    tensors = {"lora.logits": output.logits}
    tensors |= {f"lora.gradients.{name}": grad for name, grad in adapter_gradients(model).items()}
    losses, norms, rates = training_curve(load_with_adapter(folder, trainable=True).train(), batch)
    with torch.no_grad():
        merged = load_with_adapter(folder).merge_and_unload()(**batch)
    require_close("merged against separate adapter", merged.logits, output.logits, 1e-4)
    tensors["lora.merged_logits"] = merged.logits
    return tensors, {
        "lora.loss": output.loss.item(),
        "lora.losses": losses,
        "lora.grad_norms": norms,
        "lora.learning_rates": rates,
    }


def adapter_gradients(model: PeftModel) -> dict[str, torch.Tensor]:
    """Gradients under the names that PEFT gives their parameters in an adapter file."""
    trained = ((n, p) for n, p in model.named_parameters() if p.requires_grad)
    gradients = {name: p.grad for name, p in trained if p.grad is not None}
    return get_peft_model_state_dict(model, state_dict=gradients, save_embedding_layers=False)


def bf16_numbers(folder: Path, batch: dict) -> tuple[dict, dict]:
    """Losses in bfloat16, of a model tame enough that the order of rounding hardly shows."""
    scalars = {}
    for name, loader in (("loss", load), ("lora_loss", load_with_adapter)):
        with torch.no_grad():
            exact = loader(folder)(**batch).loss
            rounded = loader(folder, dtype=torch.bfloat16)(**batch).loss
        require_close(f"bf16 {name}", rounded, exact, TOLERANCES["bf16_loss_absolute"] / 2)
        scalars[f"bf16.{name}"] = rounded.item()
    return {}, scalars


# --- generation -------------------------------------------------------------------------------


def choose_eos(model: torch.nn.Module, batch: dict) -> int:
    """A token that some row first produces in mid-answer, so that it ends early."""
    for prompt in prompts(batch):
        tokens, _ = greedy(model, prompt, eos=None)
        for step in range(5, 16):
            if tokens[step] not in tokens[:step]:
                return tokens[step]
    raise ValueError("no row produces a new token in the middle: choose another seed")


def greedy(
    model: torch.nn.Module, inputs: dict, eos: int | None, new_tokens=NEW_TOKENS
) -> tuple[list[int], float]:
    """New tokens of the first row, EOS included, and the smallest gap of its two best logits."""
    rows, margin = greedy_rows(model, inputs, eos, new_tokens)
    return rows[0], margin


def greedy_rows(model: torch.nn.Module, inputs: dict, eos: int | None, new_tokens=NEW_TOKENS):
    output = model.generate(
        **inputs,
        max_new_tokens=new_tokens,
        do_sample=False,
        use_cache=True,
        eos_token_id=eos,
        pad_token_id=PAD,
        return_dict_in_generate=True,
        output_logits=True,
    )
    rows = output.sequences[:, inputs["input_ids"].shape[1] :].tolist()
    rows = [ids[: ids.index(eos) + 1] if eos in ids else ids for ids in rows]
    best = [step.topk(2).values for step in output.logits]
    margins = [
        (best[step][row, 0] - best[step][row, 1]).item()
        for row, ids in enumerate(rows)
        for step in range(len(ids))
    ]
    return rows, min(margins)


def greedy_numbers(folder: Path, batch: dict) -> tuple[dict, dict]:
    model = load(folder)
    eos = model.generation_config.eos_token_id
    alone = [greedy(model, prompt, eos) for prompt in prompts(batch)]
    together, margin = greedy_rows(model, left_padded(prompts(batch)), eos)
    margin = min([margin] + [row_margin for _, row_margin in alone])
    if together != [tokens for tokens, _ in alone]:
        raise ValueError("a batch generates other tokens than its rows alone")
    if margin < SMALLEST_MARGIN:
        raise ValueError(f"two tokens are nearly tied ({margin}): choose another seed")
    if any(token in (IMAGE_TOKEN, PAD) for tokens in together for token in tokens):
        raise ValueError("a row generates an image or padding token: choose another seed")
    if not any(len(tokens) < NEW_TOKENS for tokens in together):
        raise ValueError("no row ends with EOS")
    scalars = {f"greedy.{row}": tokens for row, tokens in enumerate(together)}
    return {}, scalars | {"greedy.margin": margin}


def left_padded(rows: list[dict]) -> dict[str, torch.Tensor]:
    longest = max(row["input_ids"].shape[1] for row in rows)
    pad = torch.nn.functional.pad
    padding = [(longest - row["input_ids"].shape[1], 0) for row in rows]
    batch = {
        "input_ids": [pad(r["input_ids"], p, value=PAD) for r, p in zip(rows, padding)],
        "attention_mask": [pad(r["attention_mask"], p) for r, p in zip(rows, padding)],
    }
    for name in ("pixel_values", "image_sizes"):
        batch[name] = [row[name] for row in rows if name in row]
    return {name: torch.cat(values) for name, values in batch.items() if values}


# --- small helpers ----------------------------------------------------------------------------


def require_close(what: str, found: torch.Tensor, expected: torch.Tensor, tolerance: float) -> None:
    difference = (found - expected).abs().max().item()
    if not difference <= tolerance:
        raise ValueError(f"{what}: differs by {difference}, more than {tolerance}")


if __name__ == "__main__":
    sys.exit(main())
