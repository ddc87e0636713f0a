"""The work that PULSE is measured against, done with transformers and PEFT.

    bench_reference.py make    --size small --out DIR          a random checkpoint with an adapter
    bench_reference.py run     --work score --checkpoint DIR   one measurement, one line of JSON
    bench_reference.py compare --java COMMAND ...              both in alternation, as a table

What is measured, so that another program can do the very same:

* Token (row, column) is (row * 7919 + column * 104729 + 13) % (vocabulary - 10) + 5, except that
  columns 1 to 16 are the image token. No row is padded. Pixel (row, channel, y, x) is
  sin(row + 0.5 * channel + 0.1 * y + 0.2 * x).
* train-full, train-lora and score: 32 rows of 48 tokens, labels on the last 16. A training step is
  forward, mean loss, backward, clipping of the gradient norm to 1, AdamW (1e-4, betas 0.9 and
  0.999, eps 1e-8, no weight decay). train-full trains every parameter. train-lora starts from
  DIR/adapter: LoRA on the seven linears of the language model and the whole projector; the vision
  tower is frozen and runs in every step, or once before them with --cached-features.
* score: the summed log-probability of the labels of each row.
* generate: 64 greedy tokens with a KV cache for the first --batch rows of 32 tokens, no EOS; the
  vision tower is part of it.
* load: from the files to a float32 model whose weights have all been read and summed.

Attention is SDPA, optimizers are fused, scoring and generation run in inference mode and scoring
computes logits at labelled positions only. Times are those of whole steps; rates are medians.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORKS = ["train-full", "train-lora", "score", "generate", "load"]
ROWS, COLUMNS, PROMPT_COLUMNS, LABEL_COLUMNS = 32, 48, 32, 16
IMAGE_COLUMNS, NEW_TOKENS = 16, 64
IMAGE_SIZE, PATCH_SIZE = 64, 16
VOCABULARY = 4096
LOSS_AGREEMENT = 1e-3  # relative, after as many optimizer steps as were measured
SIZES = {
    "small": dict(
        hidden_size=192, num_hidden_layers=6, num_attention_heads=6, intermediate_size=512
    ),
    "medium": dict(
        hidden_size=512, num_hidden_layers=8, num_attention_heads=8, intermediate_size=1376
    ),
    "load": dict(
        hidden_size=1024, num_hidden_layers=20, num_attention_heads=16, intermediate_size=2816
    ),
}


def main() -> int:
    arguments = parse_arguments()
    return arguments.action(arguments)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(required=True)

    make = actions.add_parser("make", help="write a random checkpoint")
    make.set_defaults(action=make_checkpoint)
    make.add_argument("--size", choices=SIZES, required=True)
    make.add_argument("--out", type=Path, metavar="DIR", required=True)

    run = actions.add_parser("run", help="measure once")
    run.set_defaults(action=run_work)
    run.add_argument("--work", choices=WORKS, required=True)
    run.add_argument("--checkpoint", type=Path, metavar="DIR", required=True)
    run.add_argument("--batch", type=int, default=ROWS, help="rows of generate")
    run.add_argument("--cached-features", action="store_true", help="of train-lora")
    add_effort(run)

    compare = actions.add_parser("compare", help="measure both in alternation")
    compare.set_defaults(action=compare_works)
    compare.add_argument("--java", metavar="COMMAND", required=True, help="takes run's options")
    compare.add_argument("--work", choices=WORKS, nargs="+", required=True)
    compare.add_argument("--checkpoint", type=Path, metavar="DIR", nargs="+", required=True)
    compare.add_argument("--batch", type=int, nargs="+", default=[ROWS], help="rows of generate")
    compare.add_argument("--cached-features", action="store_true", help="of train-lora, too")
    compare.add_argument("--rounds", type=int, default=5)
    add_effort(compare)
    return parser.parse_args()


def add_effort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--warmup", type=int, default=3, help="steps before the measured ones")
    parser.add_argument("--steps", type=int, default=10, help="measured steps")


# --- make -------------------------------------------------------------------------------------


def make_checkpoint(arguments: argparse.Namespace) -> int:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import LlavaConfig, LlavaForConditionalGeneration

    torch.manual_seed(1)
    model = LlavaForConditionalGeneration(LlavaConfig(**config_of(SIZES[arguments.size])))
    model.generation_config.eos_token_id = None
    model.save_pretrained(arguments.out, max_shard_size="100GB")
    adapter = LoraConfig(
        r=8,
        lora_alpha=16,
        target_modules=(
            r".*language_model\.layers\.\d+"
            r"\.(self_attn\.(q_proj|k_proj|v_proj|o_proj)|mlp\.(gate_proj|up_proj|down_proj))"
        ),
        modules_to_save=["multi_modal_projector"],
    )
    adapted = get_peft_model(model, adapter)
    adapted.peft_config["default"].base_model_name_or_path = arguments.size
    adapted.save_pretrained(arguments.out / "adapter", save_embedding_layers=False)
    return 0


def config_of(text: dict) -> dict:
    return dict(
        text_config=dict(
            model_type="llama",
            vocab_size=VOCABULARY,
            max_position_embeddings=256,
            initializer_range=0.05,  # wide enough that greedy tokens are not nearly tied
            pad_token_id=VOCABULARY - 2,
            **text,
        ),
        vision_config=dict(
            model_type="clip_vision_model",
            hidden_size=128,
            intermediate_size=512,
            num_hidden_layers=3,
            num_attention_heads=4,
            image_size=IMAGE_SIZE,
            patch_size=PATCH_SIZE,
            projection_dim=128,
        ),
        image_token_index=VOCABULARY - 1,
        image_seq_length=IMAGE_COLUMNS,
    )


# --- run --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """What the steps of one work were and gave."""

    seconds: list[float]
    results: list  # of every step, the warm-up included
    amount: float  # done in one step, in `unit`
    unit: str


def run_work(arguments: argparse.Namespace) -> int:
    import torch
    import transformers

    torch.set_num_threads(arguments.threads)
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    works = {
        "train-full": train_full,
        "train-lora": train_lora,
        "score": score,
        "generate": generate,
        "load": load,
    }
    measured = works[arguments.work](arguments)
    median = statistics.median(measured.seconds)
    line = {
        "work": arguments.work,
        "checkpoint": arguments.checkpoint.name,
        f"{measured.unit}_per_second": measured.amount / median,
        "seconds_median": median,
        "steps": len(measured.seconds),
        "peak_rss_mb": peak_rss_mb(),
    }
    if arguments.work == "generate":
        line["tokens"] = measured.results[0]
    elif arguments.work != "load":
        line["losses"] = [measured.results[0], measured.results[-1]]
    print(json.dumps(line))
    return 0


def measure(arguments: argparse.Namespace, amount: float, unit: str, step: Callable) -> Measured:
    """Runs `step` for the warm-up and for the measurement; what it returns is read afterwards."""
    seconds, results = [], []
    for _ in range(arguments.warmup + arguments.steps):
        start = time.perf_counter()
        result = step()
        seconds.append(time.perf_counter() - start)
        results.append(result)
    return Measured(seconds[arguments.warmup :], results, amount, unit)


def load_model(arguments: argparse.Namespace):
    import torch
    from transformers import LlavaForConditionalGeneration

    return LlavaForConditionalGeneration.from_pretrained(
        arguments.checkpoint, dtype=torch.float32, attn_implementation="sdpa"
    )


def inputs(config, rows: int, columns: int) -> dict:
    """Token ids [rows, columns] and pixels [rows, 3, height, width] by the formulas above."""
    import torch

    row = torch.arange(rows).unsqueeze(1)
    column = torch.arange(columns).unsqueeze(0)
    vocabulary = config.text_config.vocab_size
    ids = (row * 7919 + column * 104729 + 13) % (vocabulary - 10) + 5
    ids[:, 1 : 1 + IMAGE_COLUMNS] = config.image_token_id
    size = config.vision_config.image_size
    r, c, y, x = torch.meshgrid(*map(torch.arange, (rows, 3, size, size)), indexing="ij")
    pixels = torch.sin(r.double() + 0.5 * c + 0.1 * y + 0.2 * x).float()
    return {"input_ids": ids, "pixel_values": pixels}


def labelled(batch: dict) -> dict:
    """The batch with labels on the last columns of every row."""
    import torch

    labels = torch.full_like(batch["input_ids"], -100)
    labels[:, -LABEL_COLUMNS:] = batch["input_ids"][:, -LABEL_COLUMNS:]
    return batch | {"labels": labels}


def train_full(arguments: argparse.Namespace) -> Measured:
    model = load_model(arguments).train()
    batch = labelled(inputs(model.config, ROWS, COLUMNS))
    return train(arguments, model, lambda: model(**batch, use_cache=False).loss)


def train_lora(arguments: argparse.Namespace) -> Measured:
    from peft import PeftModel

    base = load_model(arguments)
    batch = labelled(inputs(base.config, ROWS, COLUMNS))
    features = vision_features(base, batch) if arguments.cached_features else None
    adapter = arguments.checkpoint / "adapter"
    model = PeftModel.from_pretrained(base, adapter, is_trainable=True).train()
    if features is None:
        return train(arguments, model, lambda: model(**batch, use_cache=False).loss)

    def loss():
        embeddings = base.get_input_embeddings()(batch["input_ids"])
        mask = (batch["input_ids"] == base.config.image_token_id).unsqueeze(-1)
        embeddings = embeddings.masked_scatter(mask, base.model.multi_modal_projector(features))
        return model(inputs_embeds=embeddings, labels=batch["labels"], use_cache=False).loss

    return train(arguments, model, loss)


def vision_features(model, batch: dict):
    """What the frozen vision tower gives to the projector, [rows, image tokens, width]."""
    import torch

    layer = model.config.vision_feature_layer
    with torch.no_grad():
        output = model.model.vision_tower(batch["pixel_values"], output_hidden_states=True)
    return output.hidden_states[layer][:, 1:]


def train(arguments: argparse.Namespace, model, loss_of_batch: Callable) -> Measured:
    import torch

    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        trained, lr=1e-4, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, fused=True
    )

    def step() -> float:
        loss = loss_of_batch()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss.item()

    return measure(arguments, ROWS * COLUMNS, "tokens", step)


def score(arguments: argparse.Namespace) -> Measured:
    import torch

    model = load_model(arguments).eval()
    batch = inputs(model.config, ROWS, COLUMNS)
    targets = batch["input_ids"][:, -LABEL_COLUMNS:]

    @torch.inference_mode()
    def step() -> float:
        logits = model(**batch, use_cache=False, logits_to_keep=LABEL_COLUMNS + 1).logits[:, :-1]
        losses = torch.nn.functional.cross_entropy(
            logits.flatten(0, 1), targets.flatten(), reduction="none"
        )
        sums = -losses.view(ROWS, LABEL_COLUMNS).sum(dim=1)
        return -sums.mean().item() / LABEL_COLUMNS

    return measure(arguments, ROWS * COLUMNS, "tokens", step)


def generate(arguments: argparse.Namespace) -> Measured:
    import torch

    model = load_model(arguments).eval()
    batch = inputs(model.config, arguments.batch, PROMPT_COLUMNS)
    batch["attention_mask"] = torch.ones_like(batch["input_ids"])

    @torch.inference_mode()
    def step() -> list[int]:
        tokens = model.generate(
            **batch, max_new_tokens=NEW_TOKENS, do_sample=False, eos_token_id=None
        )
        if tokens.shape[1] != PROMPT_COLUMNS + NEW_TOKENS:
            raise ValueError(f"{tokens.shape[1] - PROMPT_COLUMNS} tokens, not {NEW_TOKENS}")
        return tokens[0, PROMPT_COLUMNS : PROMPT_COLUMNS + 8].tolist()

    return measure(arguments, arguments.batch * NEW_TOKENS, "tokens", step)


def load(arguments: argparse.Namespace) -> Measured:
    files = arguments.checkpoint.glob("*.safetensors")
    gigabytes = sum(file.stat().st_size for file in files) / 1e9

    def step() -> None:
        # transformers maps the file; the sum makes it read what it mapped.
        for parameter in load_model(arguments).parameters():
            parameter.data.sum()

    return measure(arguments, gigabytes, "gigabytes", step)


def peak_rss_mb() -> float:
    status = Path("/proc/self/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]
    return int(kilobytes) / 1024


# --- compare ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One row of the table: a work on a checkpoint, with the options both programs get."""

    work: str
    checkpoint: Path
    extra: tuple[str, ...] = ()

    def options(self, arguments: argparse.Namespace) -> list[str]:
        effort = ["--threads", arguments.threads, "--warmup", arguments.warmup]
        effort += ["--steps", arguments.steps]
        options = ["--work", self.work, "--checkpoint", self.checkpoint, *effort, *self.extra]
        return list(map(str, options))

    @property
    def label(self) -> str:
        return " ".join([self.work, *self.extra])


def compare_works(arguments: argparse.Namespace) -> int:
    print("| work | checkpoint | ours /s | reference /s | ratio (min-max) | peak RSS MB, both |")
    print("|---|---|---|---|---|---|")
    for case in cases(arguments):
        print(table_row(case, rounds(case, arguments)), flush=True)
    return 0


def cases(arguments: argparse.Namespace) -> list[Case]:
    result = []
    for checkpoint in arguments.checkpoint:
        for work in arguments.work:
            if work == "generate":
                result += [Case(work, checkpoint, ("--batch", str(n))) for n in arguments.batch]
                continue
            result.append(Case(work, checkpoint))
            if work == "train-lora" and arguments.cached_features:
                result.append(Case(work, checkpoint, ("--cached-features",)))
    return result


def rounds(case: Case, arguments: argparse.Namespace) -> list[tuple[dict, dict]]:
    """Pairs of results, ours first. Who runs first alternates, so that a drift hits both."""
    options = case.options(arguments)
    ours = [*shlex.split(arguments.java), *options]
    reference = [sys.executable, __file__, "run", *options]
    pairs = []
    for number in range(arguments.rounds):
        if number % 2 == 0:
            theirs, mine = result_of(reference), result_of(ours)
        else:
            mine, theirs = result_of(ours), result_of(reference)
        require_agreement(case, mine, theirs)
        pairs.append((mine, theirs))
    return pairs


def result_of(command: list[str]) -> dict:
    """The line of JSON that a program prints last."""
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"HF_HUB_OFFLINE": "1"}
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise SystemExit(
            f"{shlex.join(command)}\nended with {done.returncode}\n{done.stdout}{done.stderr}"
        )
    return json.loads(lines[-1])


def require_agreement(case: Case, ours: dict, reference: dict) -> None:
    """A faster program that computes something else would not be faster."""
    if ours.get("tokens") != reference.get("tokens"):
        raise SystemExit(f"{case.label}: tokens {ours.get('tokens')}, not {reference['tokens']}")
    expected = reference.get("losses", [])
    found = ours.get("losses", [])
    close = len(found) == len(expected) and all(
        abs(f - e) <= LOSS_AGREEMENT * abs(e) for f, e in zip(found, expected)
    )
    if not close:
        raise SystemExit(f"{case.label}: losses {found}, not {expected}")


def table_row(case: Case, pairs: list[tuple[dict, dict]]) -> str:
    ratios = [rate(ours) / rate(reference) for ours, reference in pairs]
    ours, reference = (statistics.median(map(rate, side)) for side in zip(*pairs))
    peaks = [max(result["peak_rss_mb"] for result in side) for side in zip(*pairs)]
    digits, unit = (2, "GB") if case.work == "load" else (0, "tokens")
    return (
        f"| {case.label} | {case.checkpoint.name} "
        f"| {ours:,.{digits}f} {unit} | {reference:,.{digits}f} {unit} "
        f"| {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}) "
        f"| {peaks[0]:,.0f} / {peaks[1]:,.0f} |"
    )


def rate(result: dict) -> float:
    key = "gigabytes_per_second" if result["work"] == "load" else "tokens_per_second"
    return result[key]


if __name__ == "__main__":
    sys.exit(main())
