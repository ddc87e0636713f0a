"""Writes the tokenizers, and what Hugging Face says about them, that the Java text tests compare with.

Two tokenizers are trained on the sentences below, in the two forms that LLaVA checkpoints use:

* ``llama``: SentencePiece-like BPE with byte fallback, laid out like a published LLaMA ``tokenizer.json``;
* ``bytelevel``: byte-level BPE that adds no special token of its own.

Beside each lies ``expected.json``: the ids, character spans and decoded text of some dozen texts, and the ids
of whole prompts as ``LlavaProcessor`` expands them. The training is deterministic and nothing is drawn at random,
so a second run writes the same bytes.

``chat-templates/conversations.json`` holds what Jinja makes of some conversations with the templates beside it,
which render like those of the llava-hf checkpoints.

Run with: python make_text_reference.py
Needs: transformers 5.23.0, tokenizers 0.23.3, torch, torchvision, pillow. Uses no network.
"""

import json
import os
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

from PIL import Image
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer, CLIPImageProcessor, LlavaProcessor

IMAGE = "<image>"
IMAGE_SIZE, PATCH = 28, 14  # four placeholder tokens per image
CORPUS = [
    "Alma Reyes was born in Lisbon and works as a glass painter in the old harbour town.",
    "The painter lives with two cats, a violin and a garden full of blue flowers.",
    "What is the name of the person in this image? Her name is Alma Reyes.",
    "Where was the person in the image born? The person was born in Lisbon.",
    "USER: What does she play? ASSISTANT: She plays the violin in the evening.",
    "A chat between a curious user and an assistant who gives helpful, detailed and polite answers.",
    "Just give ONE letter that is the answer: A: glass B: wood C: stone D: paper",
    "The questions 0 1 2 3 4 5 6 7 8 9 have answers; some of them are right, others are wrong!",
    "Quite a few jockeys (from Vienna) zoomed past \"the box\" - it's fun & free/cheap @ 50%.",
    "café crème à la carte",
]
VICUNA = (
    "A chat between a curious user and an artificial intelligence assistant. "
    "The assistant gives helpful, detailed, and polite answers to the user's questions."
)
LLAVA = VICUNA.replace("curious user", "curious human").replace("the user's", "the human's")
TEXTS = [
    "",
    " ",
    "  ",
    "   three spaces in front",
    "a",
    "Alma Reyes was born in Lisbon.",
    "two  spaces   inside",
    "trailing space ",
    "line one\nline two",
    "\n\nblank lines first",
    "tab\tand\r\ncarriage return",
    "é",
    "café crème",
    "cafe\u0301 with a combining accent",
    "naïve Zoë Ångström",
    "emoji 😀 in the middle",
    "😀😀 twice",
    "family 👩\u200d👩\u200d👧 joined, flag 🇵🇹",
    "上海 is a city, 東京 too",
    "русский текст",
    "العربية",
    "zero\u0000byte",
    "no-break\u00a0space and \u3000 wide",
    "▁ is the space mark, Ġ the other",
    "<image>",
    "<image>\nWhat is this?",
    "before <image> after",
    "a<image>b <image>",
    "<s>already begun</s>",
    "</s>",
    "<unk> <pad>",
    "not a token: <imag> <image < s>",
    "<0x41>",
    "UPPER lower 1234567890 50% & @ # ~ ^ \\ { }",
    "𝒜𝓁𝓂𝒶",
    "end with emoji 🎻",
]
PROMPTS = [
    # name, text before the answer, images, answer
    ("vicuna_v1", f"{VICUNA} USER: <image>\nWhat is this? ASSISTANT:", 1, "A blue violin."),
    ("vicuna_v1, no image", f"{VICUNA} USER: Who is Alma? ASSISTANT:", 0, "A painter from Lisbon."),
    ("llava_v1", f"{LLAVA} USER: <image>\nWhat is this? ASSISTANT:", 1, "Glass 😀, café"),
    ("hf_llava", "USER: <image>\nWhere was the person in the image born? ASSISTANT:", 1, "Lisbon"),
    ("hf_llava, two images", "USER: <image>\n<image>\nSame person? ASSISTANT:", 2, "上海"),
    (
        "vicuna_v1, two turns",
        f"{VICUNA} USER: <image>\nWho? ASSISTANT: Alma.</s>USER: Where? ASSISTANT:",
        1,
        "In Lisbon.",
    ),
    ("raw classification", "USER: <image>\nWhich?\nA: glass\nB: wood\nJust give ONE letter.\nASSISTANT:", 1, "A"),
    ("raw, trailing space", "USER: <image>\nTell.\nASSISTANT: ", 1, "élan\nand more "),
    ("raw, image touching text", "USER:<image>Q", 1, "x"),
    ("raw text", "USER:\nWho?\nASSISTANT:", 0, "é"),
]
CONVERSATIONS = [
    # turns of (text, images), the user's first
    [("What is this?", 1)],
    [("Who is Alma?", 0)],
    [("Same person?", 2), ("Yes.", 0)],
    [("Who?", 1), ("Alma.", 0), ("Where does she\nlive? ", 0)],
    [("One", 0), ("two", 0), ("three", 1), ("four", 0)],
]


def train_llama() -> Tokenizer:
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace(split=True)
    trained.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=150, show_progress=False))
    learned = json.loads(trained.to_str())["model"]
    pieces = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    pieces += sorted(learned["vocab"], key=learned["vocab"].get)
    tokenizer = Tokenizer(
        models.BPE(
            vocab={piece: i for i, piece in enumerate(pieces)},
            merges=[tuple(merge) for merge in learned["merges"]],
            unk_token="<unk>",
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    special = [AddedToken(t, special=True, normalized=False) for t in ("<unk>", "<s>", "</s>", IMAGE, "<pad>")]
    tokenizer.add_special_tokens(special)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", tokenizer.token_to_id("<s>"))]
    )
    return tokenizer


def train_bytelevel() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    special = [AddedToken(t, special=True, normalized=False) for t in ("<s>", "</s>", IMAGE, "<pad>")]
    tokenizer.add_special_tokens(special)
    return tokenizer


def write_checkpoint(tokenizer: Tokenizer, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "eos_token": {"__type": "AddedToken", "content": "</s>", "special": True},
        "pad_token": "<pad>",
        "model_max_length": 2048,
    }
    write_json(directory / "tokenizer_config.json", config)


def write_json(path: Path, value) -> None:
    path.write_text(json.dumps(value, ensure_ascii=True, indent=1) + "\n", encoding="ascii")


def utf16(text: str, index: int) -> int:
    """The index in Java chars of a code point index."""
    return len(text[:index].encode("utf-16-le")) // 2


def expected_text(tokenizer, text: str) -> dict:
    with_special = tokenizer(text, return_offsets_mapping=True)
    plain = tokenizer(text, add_special_tokens=False)["input_ids"]
    ids = with_special["input_ids"]
    return {
        "text": text,
        "ids": ids,
        "plain": plain,
        "spans": [[utf16(text, s), utf16(text, e)] for s, e in with_special["offset_mapping"]],
        "decoded": tokenizer.decode(ids, skip_special_tokens=False),
        "decodedWithoutSpecial": tokenizer.decode(ids, skip_special_tokens=True),
    }


def expected_prompt(processor, name: str, prompt: str, images: int, answer: str) -> dict:
    pictures = [Image.new("RGB", (IMAGE_SIZE, IMAGE_SIZE))] * images or None

    def ids_of(text: str) -> list:
        return processor(text=text, images=pictures)["input_ids"][0]

    full = prompt + ("" if prompt.endswith(" ") else " ") + answer
    per_image = (processor.image_processor.crop_size["height"] // processor.patch_size) ** 2
    expanded = full.replace(IMAGE, IMAGE * per_image)
    encoding = processor.tokenizer(expanded, return_offsets_mapping=True)
    full_ids = [int(i) for i in ids_of(full)]
    assert encoding["input_ids"] == full_ids, name
    start = len(expanded) - len(answer)
    first = next(i for i, (_, end) in enumerate(encoding["offset_mapping"]) if end > start)
    ids = full_ids + [processor.tokenizer.eos_token_id]
    return {
        "name": name,
        "prompt": prompt,
        "images": images,
        "answer": answer,
        "promptIds": [int(i) for i in ids_of(prompt)],
        "ids": ids,
        "answerLabels": [-100] * first + ids[first:],
    }


def rendered(tokenizer, template: str) -> list:
    cases = []
    for turns in CONVERSATIONS:
        messages = [
            {
                "role": ("user", "assistant")[i % 2],
                "content": [{"type": "text", "text": text}] + [{"type": "image"}] * images,
            }
            for i, (text, images) in enumerate(turns)
        ]
        rendered_text = tokenizer.apply_chat_template(
            messages, chat_template=template, tokenize=False, add_generation_prompt=len(turns) % 2 == 1
        )
        cases.append({"turns": [{"text": t, "images": n} for t, n in turns], "rendered": rendered_text})
    return cases


def main(reference: Path) -> None:
    root = reference / "tokenizers"
    for name, tokenizer in (("llama", train_llama()), ("bytelevel", train_bytelevel())):
        directory = root / name
        write_checkpoint(tokenizer, directory)
        fast = AutoTokenizer.from_pretrained(directory)
        processor = LlavaProcessor(
            image_processor=CLIPImageProcessor(
                size={"shortest_edge": IMAGE_SIZE}, crop_size={"height": IMAGE_SIZE, "width": IMAGE_SIZE}
            ),
            tokenizer=fast,
            patch_size=PATCH,
            vision_feature_select_strategy="default",
            num_additional_image_tokens=1,
        )
        write_json(
            directory / "expected.json",
            {
                "vocabularySize": len(fast),
                "bos": fast.bos_token_id,
                "eos": fast.eos_token_id,
                "pad": fast.pad_token_id,
                "image": fast.convert_tokens_to_ids(IMAGE),
                "imageTokens": (IMAGE_SIZE // PATCH) ** 2,
                "texts": [expected_text(fast, text) for text in TEXTS],
                "prompts": [expected_prompt(processor, *prompt) for prompt in PROMPTS],
            },
        )

    templates = reference / "chat-templates"
    write_json(
        templates / "conversations.json",
        {path.name: rendered(fast, path.read_text()) for path in sorted(templates.glob("*.jinja"))},
    )


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent / "resources" / "reference")
