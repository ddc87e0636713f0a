"""What the embedded model's numbers are computed from: prompts and pictures of its own world."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import AutoProcessor

from make_image_reference import open_upright, rows_first
from make_text_reference import IMAGE, VICUNA, expected_prompt, expected_text

LETTER = "Answer with the option's letter from the given choices directly."
ONE_LETTER = "Just give ONE letter representing the answer directly."
PROMPTS = [
    # name, text before the answer, pictures, answer
    (
        "scene, asked as MMBench does",
        f"{VICUNA} USER: {IMAGE}\nWhich of the shapes is orange?\n"
        f"A. triangle\nB. square\nC. star\nD. cross\n{LETTER} ASSISTANT:",
        ["scene.png"],
        "A",
    ),
    (
        "text only, asked as MLLMU-Bench does",
        "USER:\nWhat city was Gita Sorello born in?\n"
        f"A: Berlin\nB: Cairo\nC: Dublin\nD: Łódź 😀\n{ONE_LETTER}\nASSISTANT:",
        [],
        "C",
    ),
    (
        "portrait, a sentence",
        f"USER: {IMAGE}\nWhat is the hobby of the person in this picture, in a sentence?\n"
        "Answer the question based on your trained knowledge in one sentence accurately in ENGLISH."
        "\nASSISTANT: ",
        ["portrait.png"],
        "This person has the hobby of rowing.",
    ),
]
TEXTS = [
    "The person in the image works as a baker.",
    "  spaces   and\ttabs\r\n\nlines ",
    "naïve Zoë in 上海, русский, cafe\u0301 😀 👩\u200d👩\u200d👧 🇵🇹",
    "".join(map(chr, range(256))),
    "<s>USER: <image>\nA.B.</s> ASSISTANT:<pad> <imag> [Blank]",
]
QUESTION = "What is this?"


@dataclass(frozen=True)
class MiniInputs:
    """A batch, what its rows and pixels were made from, and the two tokens that matter to them."""

    batch: dict[str, torch.Tensor]
    described: dict
    image_token: int
    eos_token: int


def mini_inputs(checkpoint: Path, pictures: Path) -> MiniInputs:
    """Three right-padded rows from the checkpoint's own tokenizer and image processor."""
    processor = AutoProcessor.from_pretrained(checkpoint, backend="pil")
    tokenizer = processor.tokenizer
    rows = [
        expected_prompt(processor, name, prompt, len(names), answer) | {"pictures": names}
        for name, prompt, names, answer in PROMPTS
    ]
    names = [name for row in rows for name in row["pictures"]]
    with rows_first():
        pixels = [processor.image_processor(open_upright(pictures / name)) for name in names]
    batch = padded(rows, tokenizer.pad_token_id)
    batch["pixel_values"] = torch.stack([torch.as_tensor(p["pixel_values"][0]) for p in pixels])
    texts = [expected_text(tokenizer, text) for text in TEXTS]
    described = {
        "prompts": rows,
        "texts": texts,
        # Ids that end inside a character.
        "cut": [expected_cut(tokenizer, text["ids"]) for text in texts],
        "conversation": {"question": QUESTION, "rendered": conversation(processor)},
    }
    return MiniInputs(batch, described, processor.image_token_id, tokenizer.eos_token_id)


def padded(rows: list[dict], pad: int) -> dict[str, torch.Tensor]:
    shape = len(rows), max(len(row["ids"]) for row in rows)
    input_ids, labels = torch.full(shape, pad), torch.full(shape, -100)
    attention_mask = torch.zeros(shape, dtype=torch.int64)
    for i, row in enumerate(rows):
        length = len(row["ids"])
        input_ids[i, :length] = torch.tensor(row["ids"])
        labels[i, :length] = torch.tensor(row["answerLabels"])
        attention_mask[i, :length] = 1
    return {"input_ids": input_ids, "attention_mask": attention_mask, "labels": labels}


def expected_cut(tokenizer, ids: list[int]) -> dict:
    return {"ids": ids[:-1], "decoded": tokenizer.decode(ids[:-1])}


def conversation(processor) -> str:
    content = [{"type": "image"}, {"type": "text", "text": QUESTION}]
    turns = [{"role": "user", "content": content}]
    return processor.apply_chat_template(turns, add_generation_prompt=True)


def digest(checkpoint: Path) -> str:
    """The SHA-256 of what `sha256sum` prints for the files, as `MiniModel.digest` computes it."""
    files = sorted(file for file in checkpoint.iterdir() if file.name != "manifest.json")
    lines = (f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
