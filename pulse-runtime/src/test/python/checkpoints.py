"""The tiny checkpoints: their architectures, their random weights and the ways they are stored."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file
from transformers.models.llava_next.modeling_llava_next import image_size_to_num_patches
from transformers import (
    CLIPImageProcessor,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaNextConfig,
    LlavaNextForConditionalGeneration,
    LlavaNextImageProcessor,
    LlavaNextProcessor,
)

VOCABULARY = 160
BOS, EOS_BEFORE_CHOICE = 1, 2
IMAGE_TOKEN, PAD = 150, 151  # ids from here on never occur in the text of a row
IMAGE_SIZE, PATCH_SIZE = 32, 8

LANGUAGE_LINEARS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
LANGUAGE_ONLY = (
    r".*language_model\.layers\.\d+"
    r"\.(self_attn\.(q_proj|k_proj|v_proj|o_proj)|mlp\.(gate_proj|up_proj|down_proj))"
)
EVERY_PART = (
    LANGUAGE_ONLY
    + r"|.*multi_modal_projector\.linear_[12]"
    + r"|.*vision_tower\.(vision_model\.)?encoder\.layers\.\d+\.self_attn\.(q_proj|v_proj)"
)


@dataclass(frozen=True)
class Recipe:
    """One checkpoint: its architecture, the generation of its format, and its adapter.

    `generation` is the writer whose names of weights and configuration fields are used:
    "transformers-5" as the pinned release saves, "transformers-4.5x" with every name below `model.`
    and `rope_scaling`, "original" as llava-1.5-7b-hf was first uploaded, in shards.
    """

    name: str
    seed: int
    generation: str
    text: dict
    adapter: dict
    select_strategy: str | None  # None: a language model without vision
    vision: dict = field(default_factory=dict)
    pinpoints: list = field(default_factory=list)  # of LLaVA-1.6; none: LLaVA-1.5
    pictures: list = field(default_factory=list)  # height and width of each; none: 1.5's one size

    @property
    def has_vision(self) -> bool:
        return self.select_strategy is not None

    @property
    def tokens(self) -> int:
        """Of the longest row."""
        return 100 if self.pinpoints else 36

    def image_tokens(self, picture: int) -> int:
        patches = (IMAGE_SIZE // PATCH_SIZE) ** 2
        if not self.pinpoints:
            return patches + (1 if self.select_strategy == "full" else 0)
        processor = LlavaNextProcessor.__new__(LlavaNextProcessor)  # without a tokenizer
        processor.image_processor = LlavaNextImageProcessor(image_grid_pinpoints=self.pinpoints)
        processor.patch_size = PATCH_SIZE
        processor.num_additional_image_tokens = 0
        return processor._get_number_of_features(*self.pictures[picture], IMAGE_SIZE, IMAGE_SIZE)

    def views(self, picture: int) -> int:
        return image_size_to_num_patches(self.pictures[picture], self.pinpoints, IMAGE_SIZE)


RECIPES = [
    Recipe(
        name="mha-untied",
        seed=11,
        generation="transformers-5",
        select_strategy="default",
        text=dict(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
        ),
        adapter=dict(
            r=4,
            lora_alpha=8,
            target_modules=LANGUAGE_ONLY,
            modules_to_save=["multi_modal_projector"],
        ),
    ),
    Recipe(
        name="gqa-tied",
        seed=31,
        generation="transformers-4.5x",
        select_strategy="full",
        vision=dict(layer_norm_eps=1e-3),  # far enough from the default to be seen in the logits
        text=dict(
            hidden_size=48,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=16,
            tie_word_embeddings=True,
            rope_parameters=dict(rope_type="linear", factor=2.0, rope_theta=10000.0),
        ),
        adapter=dict(r=4, lora_alpha=16, use_rslora=True, target_modules=EVERY_PART),
    ),
    Recipe(
        name="sharded",
        seed=33,
        generation="original",
        select_strategy="default",
        text=dict(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=3,
            num_attention_heads=4,
        ),
        adapter=dict(
            r=4,
            lora_alpha=8,
            target_modules=LANGUAGE_ONLY,
            modules_to_save=["multi_modal_projector"],
        ),
    ),
    Recipe(
        name="text-llama",
        seed=45,
        generation="transformers-5",
        select_strategy=None,
        text=dict(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            attention_bias=True,
            # With this base the eight dimensions of a head fall on all three branches of the
            # scaling: kept, blended and divided.
            rope_parameters=dict(
                rope_type="llama3",
                rope_theta=100.0,
                factor=8.0,
                low_freq_factor=1.0,
                high_freq_factor=4.0,
                original_max_position_embeddings=32,
            ),
        ),
        adapter=dict(r=4, lora_alpha=8, target_modules=LANGUAGE_LINEARS),
    ),
]

RECIPES += [
    Recipe(
        name="anyres",
        seed=57,
        generation="transformers-5",
        select_strategy="default",
        # Padding above and below, which leaves an odd number of rows to cut off, and at both sides.
        pinpoints=[[32, 64], [64, 32], [64, 64], [96, 32], [32, 96]],
        pictures=[(40, 75), (91, 57)],
        text=dict(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
        ),
        adapter=dict(
            r=4,
            lora_alpha=8,
            target_modules=LANGUAGE_ONLY,
            modules_to_save=["multi_modal_projector"],
        ),
    ),
    Recipe(
        name="anyres-original",
        seed=61,
        generation="original",
        select_strategy="default",
        pinpoints=[[32, 64], [64, 32], [32, 96]],
        pictures=[(20, 100), (9, 7)],
        text=dict(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
        ),
        adapter=dict(r=4, lora_alpha=16, use_rslora=True, target_modules=EVERY_PART),
    ),
]


def make_config(recipe: Recipe) -> LlavaConfig | LlavaNextConfig | LlamaConfig:
    text = dict(
        vocab_size=VOCABULARY,
        bos_token_id=BOS,
        eos_token_id=EOS_BEFORE_CHOICE,
        pad_token_id=PAD,
        max_position_embeddings=128,
        rms_norm_eps=1e-5,
    )
    text |= recipe.text
    if not recipe.has_vision:
        return LlamaConfig(**text)
    vision = dict(
        model_type="clip_vision_model",
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=3,
        num_attention_heads=2,
        image_size=IMAGE_SIZE,
        patch_size=PATCH_SIZE,
        projection_dim=32,
    )
    kind = LlavaConfig
    options = dict(image_seq_length=recipe.image_tokens(0))
    if recipe.pinpoints:
        kind = LlavaNextConfig
        options = dict(image_grid_pinpoints=recipe.pinpoints)
    return kind(
        text_config={"model_type": "llama"} | text,
        vision_config=vision | recipe.vision,
        image_token_index=IMAGE_TOKEN,
        vision_feature_select_strategy=recipe.select_strategy,
        tie_word_embeddings=text.get("tie_word_embeddings", False),
        **options,
    )


def random_model(recipe: Recipe) -> torch.nn.Module:
    """A model whose every weight matters: matrices of std 0.2, norms around 1, biases off zero."""
    kind = LlavaForConditionalGeneration if recipe.has_vision else LlamaForCausalLM
    kind = LlavaNextForConditionalGeneration if recipe.pinpoints else kind
    model = kind._from_config(make_config(recipe), attn_implementation="eager").eval()
    random = torch.Generator().manual_seed(recipe.seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=random)
            if parameter.dim() > 1:
                parameter.copy_(0.2 * noise)
            elif re.search(r"norm\d?\.weight$", name):
                parameter.copy_(1 + 0.2 * noise)
            else:
                parameter.copy_(0.1 * noise)
    return model


def load(folder: Path, dtype=torch.float32, attention="eager") -> torch.nn.Module:
    """Loads a checkpoint; fails unless each tensor of the file and of the model finds its match."""
    architecture = json.loads((folder / "config.json").read_text())["architectures"][0]
    model, report = getattr(transformers, architecture).from_pretrained(
        folder, dtype=dtype, attn_implementation=attention, output_loading_info=True
    )
    problems = {kind: sorted(map(str, names)) for kind, names in report.items() if names}
    if problems:
        raise ValueError(f"{folder}: {problems}")
    return model.eval()


def save_checkpoint(recipe: Recipe, model: torch.nn.Module, eos: int, folder: Path) -> None:
    """Writes the checkpoint in the format of the recipe's generation."""
    model.config.get_text_config().eos_token_id = eos
    model.generation_config = GenerationConfig(
        bos_token_id=BOS, eos_token_id=eos, pad_token_id=PAD, use_cache=True
    )
    if recipe.generation == "transformers-5":
        model.save_pretrained(folder)
    elif recipe.generation == "transformers-4.5x":
        model.generation_config.save_pretrained(folder)
        write_json(folder / "config.json", config_of_4_5x(model.config))
        save_file(weights_of_4_5x(model), folder / "model.safetensors", {"format": "pt"})
    else:
        model.generation_config.save_pretrained(folder)
        write_json(folder / "config.json", original_config(model.config))
        save_shards(original_shards(model), folder)
    if recipe.has_vision:
        side = {"height": IMAGE_SIZE, "width": IMAGE_SIZE}
        sizes = dict(size={"shortest_edge": IMAGE_SIZE}, crop_size=side)
        processor = CLIPImageProcessor(**sizes)
        if recipe.pinpoints:
            processor = LlavaNextImageProcessor(**sizes, image_grid_pinpoints=recipe.pinpoints)
        processor.save_pretrained(folder)


# --- transformers 4.52 to 4.57 ----------------------------------------------------------------


def config_of_4_5x(config: LlavaConfig) -> dict:
    content = json.loads(config.to_json_string())
    content.pop("dtype", None)
    content.pop("transformers_version", None)
    content |= {"architectures": ["LlavaForConditionalGeneration"], "torch_dtype": "float32"}
    text = content["text_config"]
    rope = text.pop("rope_parameters")
    text["rope_theta"] = rope.pop("rope_theta")
    text["rope_scaling"] = rope
    return content


def weights_of_4_5x(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {
        name.replace(".vision_tower.", ".vision_tower.vision_model."): parameter.detach()
        for name, parameter in model.named_parameters()
    }


# --- the first uploads ------------------------------------------------------------------------


def original_config(config: LlavaConfig | LlavaNextConfig) -> dict:
    """Only what differs from the defaults, as the first uploads had it."""
    text, vision = config.text_config, config.vision_config
    text_fields = """vocab_size hidden_size intermediate_size num_hidden_layers num_attention_heads
        max_position_embeddings rms_norm_eps pad_token_id eos_token_id"""
    vision_fields = """hidden_size intermediate_size num_hidden_layers num_attention_heads
        image_size patch_size projection_dim"""
    tiles = {
        "architectures": ["LlavaNextForConditionalGeneration"],
        "image_grid_pinpoints": getattr(config, "image_grid_pinpoints", None),
        "use_image_newline_parameter": True,
    }
    return {
        "architectures": ["LlavaForConditionalGeneration"],
        "ignore_index": -100,
        "image_token_index": config.image_token_index,
        "model_type": config.model_type,
        "pad_token_id": text.pad_token_id,
        "projector_hidden_act": config.projector_hidden_act,
        "text_config": {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
        | {name: getattr(text, name) for name in text_fields.split()},
        "tie_word_embeddings": False,
        "torch_dtype": "bfloat16",
        "vision_config": {"model_type": "clip_vision_model", "vocab_size": 32000}
        | {name: getattr(vision, name) for name in vision_fields.split()},
        "vision_feature_layer": config.vision_feature_layer,
        "vision_feature_select_strategy": config.vision_feature_select_strategy,
    } | (tiles if config.model_type == "llava_next" else {})


def original_name(name: str) -> str:
    """The name that the first uploads gave to a parameter of today's model."""
    name = name.replace("model.language_model.", "language_model.model.")
    name = name.replace("model.vision_tower.", "vision_tower.vision_model.")
    name = name.replace("model.multi_modal_projector.", "multi_modal_projector.")
    name = name.replace("model.image_newline", "image_newline")
    return "language_model.lm_head.weight" if name == "lm_head.weight" else name


def original_shards(model: torch.nn.Module) -> list[dict[str, torch.Tensor]]:
    """Three shards: vision and projector as F16, the language model as BF16 cut inside a layer."""
    weights = {original_name(n): p.detach() for n, p in model.named_parameters()}
    language = [name for name in weights if name.startswith("language_model.")]
    others = [name for name in weights if name not in language]
    cut = len(language) // 2
    return [
        {name: weights[name].to(torch.float16) for name in others},
        {name: weights[name].to(torch.bfloat16) for name in language[:cut]},
        {name: weights[name].to(torch.bfloat16) for name in language[cut:]},
    ]


def save_shards(shards: list[dict[str, torch.Tensor]], folder: Path) -> None:
    weight_map, total = {}, 0
    for number, shard in enumerate(shards, start=1):
        file = f"model-{number:05d}-of-{len(shards):05d}.safetensors"
        save_file(shard, folder / file, {"format": "pt"})
        weight_map |= dict.fromkeys(shard, file)
        total += sum(tensor.nbytes for tensor in shard.values())
    index = {"metadata": {"total_size": total}, "weight_map": weight_map}
    write_json(folder / "model.safetensors.index.json", index)


def write_json(file: Path, content: dict) -> None:
    file.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n")
