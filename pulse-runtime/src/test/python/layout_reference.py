"""Writes what transformers says about tiny models: config.json, parameter names and shapes, names in the saved file.

Usage: python layout_reference.py DIRECTORY      (made with transformers 5.23.0, torch 2.15.0)

For each model, DIRECTORY/NAME/ receives
  config.json     as save_pretrained writes it
  parameters.txt  "name dim dim ..." for each of named_parameters(), in order
  tensors.txt     the tensor names in model.safetensors, sorted
"""

import pathlib
import shutil
import sys
import tempfile

from safetensors import safe_open
from transformers import (
    CLIPVisionConfig,
    LlamaConfig,
    LlamaForCausalLM,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaNextConfig,
    LlavaNextForConditionalGeneration,
)

DECODER = dict(
    vocab_size=48,
    hidden_size=32,
    intermediate_size=56,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=4,
    max_position_embeddings=64,
    tie_word_embeddings=False,
)
VISION = dict(
    hidden_size=16,
    intermediate_size=24,
    num_hidden_layers=3,
    num_attention_heads=2,
    image_size=28,
    patch_size=14,
)
LLAMA3 = dict(
    rope_type="llama3",
    rope_theta=500000.0,
    factor=8.0,
    low_freq_factor=1.0,
    high_freq_factor=4.0,
    original_max_position_embeddings=32,
)


def llava(decoder=(), **options):
    return LlavaForConditionalGeneration(
        LlavaConfig(
            text_config=LlamaConfig(**(DECODER | dict(decoder))),
            vision_config=CLIPVisionConfig(**VISION),
            image_token_index=40,
            image_seq_length=4,
            **options,
        )
    )


def llava_next():
    return LlavaNextForConditionalGeneration(
        LlavaNextConfig(
            text_config=LlamaConfig(**DECODER),
            vision_config=CLIPVisionConfig(**VISION),
            image_token_index=40,
            image_grid_pinpoints=[[28, 56], [56, 28]],
        )
    )


def llama(**decoder):
    return LlamaForCausalLM(LlamaConfig(**(DECODER | decoder)))


MODELS = {
    "llava-mha": lambda: llava(),
    "llava-gqa-tied": lambda: llava(
        dict(num_key_value_heads=2, tie_word_embeddings=True), tie_word_embeddings=True
    ),
    "llava-bias": lambda: llava(
        dict(attention_bias=True, mlp_bias=True, head_dim=6), multimodal_projector_bias=False
    ),
    "llava-next": llava_next,
    "llama": lambda: llama(),
    "llama-tied-llama3": lambda: llama(tie_word_embeddings=True, rope_parameters=LLAMA3),
}


def main(target):
    for name, make in MODELS.items():
        model = make()
        folder = target / name
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as saved:
            model.save_pretrained(saved)
            shutil.copy(f"{saved}/config.json", folder / "config.json")
            with safe_open(f"{saved}/model.safetensors", "pt") as tensors:
                names = sorted(tensors.keys())
        (folder / "tensors.txt").write_text("\n".join(names) + "\n")
        lines = [
            " ".join([name, *map(str, parameter.shape)])
            for name, parameter in model.named_parameters()
        ]
        (folder / "parameters.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
