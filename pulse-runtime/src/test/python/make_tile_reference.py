"""Records how transformers cuts pictures of many sizes into tiles.

    HF_HUB_OFFLINE=1 python make_tile_reference.py

writes ../resources/reference/tiles/expected.json: the pinpoints of the published LLaVA-1.6
checkpoints, and for each size, height first, the best pinpoint, the size of the picture in it, the
number of tiles with the whole picture, and the number of tokens that the processor counts. The
model, which computes that number anew from the features that it keeps, is asked too: both agree.
"""

import json
import random
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from transformers import LlavaNextProcessor
from transformers.image_processing_utils import get_patch_output_size, select_best_resolution
from transformers.models.llava_next.modeling_llava_next import (
    LlavaNextModel,
    image_size_to_num_patches,
)

TARGET = Path(__file__).parent.parent / "resources" / "reference" / "tiles"
PINPOINTS = [[336, 672], [672, 336], [672, 672], [1008, 336], [336, 1008]]
SIDE, PATCH = 336, 14
FEATURES = SIDE // PATCH
EDGES = [1, 2, 13, 14, 15, 24, 48, 72, 335, 336, 337, 511, 671, 672, 673, 1007, 1008, 1009, 4000]
LONG = [(1, 65535), (65535, 1), (7, 1008), (1008, 7), (65535, 65535), (65535, 43690)]
SEED, COUNT = 20250307, 600


def sizes():
    yield from ((height, width) for height in EDGES for width in EDGES)
    yield from LONG
    rng = random.Random(SEED)
    for _ in range(COUNT):
        yield tuple(round(2 ** rng.uniform(0, 12)) for _ in range(2))


def processor_tokens(height, width):
    processor = LlavaNextProcessor.__new__(LlavaNextProcessor)  # without a tokenizer
    processor.image_processor = SimpleNamespace(image_grid_pinpoints=PINPOINTS)
    processor.patch_size = PATCH
    processor.num_additional_image_tokens = 1
    # The class token, which vision_feature_select_strategy "default" takes off again.
    return processor._get_number_of_features(height, width, SIDE, SIDE) - 1


def model_tokens(height, width, views):
    vision = SimpleNamespace(image_size=SIDE, patch_size=PATCH)
    model = SimpleNamespace(
        config=SimpleNamespace(vision_config=vision, image_grid_pinpoints=PINPOINTS)
    )
    features = [torch.zeros(views, FEATURES * FEATURES, 1)]
    packed, _ = LlavaNextModel.pack_image_features(
        model, features, torch.tensor([[height, width]]), "default", torch.zeros(1)
    )
    return len(packed[0])


def case(height, width):
    best = select_best_resolution((height, width), PINPOINTS)
    shape = np.broadcast_to(np.uint8(0), (3, height, width))
    fitted = get_patch_output_size(shape, best, "channels_first")
    views = image_size_to_num_patches((height, width), PINPOINTS, SIDE)
    tokens = processor_tokens(height, width)
    if tokens != model_tokens(height, width, views):
        raise ValueError(f"processor and model disagree about {height} x {width}")
    return [height, width, *best, *fitted, views, tokens]


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(case(*size)) for size in sizes())
    (TARGET / "expected.json").write_text(
        f'{{"pinpoints": {PINPOINTS}, "cases": [\n{rows}\n]}}\n'
    )


if __name__ == "__main__":
    main()
