"""Prints the bytes that autograd keeps for the tiny LLaVA model of layout_reference.py, without its output head.

Usage: python activation_reference.py      (transformers 5.23.0, peft 0.21.2, torch 2.15.0, on CPU)

EstimateTest holds the numbers this prints. Storages are counted once, parameters and integers not at all.
"""

import torch
from peft import LoraConfig, get_peft_model

from layout_reference import MODELS

BATCH, TOKENS, RANK = 2, 24, 4
LINEAR = "(_proj|fc1|fc2|linear_1|linear_2)"


def kept(part, full, dtype):
    model = MODELS["llava-mha"]().to(dtype)
    for name, parameter in model.named_parameters():
        parameter.requires_grad = full and part in name
    base = model
    if not full:
        model = get_peft_model(
            model, LoraConfig(r=RANK, target_modules=rf".*{part}.*{LINEAR}")
        ).train()
        base = model.get_base_model()
    parameters = {p.untyped_storage().data_ptr() for p in model.parameters()}
    seen, alive = {}, []

    def pack(tensor):
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in parameters and tensor.is_floating_point():
            seen[storage.data_ptr()] = storage.nbytes()
            alive.append(tensor)
        return tensor

    ids = torch.randint(3, 39, (BATCH, TOKENS))
    ids[:, 2:6] = 40
    pixels = torch.randn(BATCH, 3, 28, 28).to(dtype)
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        base.model(input_ids=ids, pixel_values=pixels, use_cache=False)
    return sum(seen.values())


if __name__ == "__main__":
    for part in ("vision_tower", "multi_modal_projector", "language_model"):
        for full in (False, True):
            for dtype in (torch.float32, torch.bfloat16):
                mode = "full" if full else "lora"
                print(part, mode, dtype, kept(part, full, dtype))
