"""Draws small pictures and records what transformers makes of them.

    HF_HUB_OFFLINE=1 python make_image_reference.py

writes to ../resources/reference/images:

    *.png, *.jpg      pictures of every kind that the Java decoder claims to read
    expected.bin.gz   the processed pixels of all cases, one after the other, little-endian
    index.json        for each case: picture, preprocessor_config.json, backend, dtype, shape and
                      byte offset

Backends are "pil", whose resizing convolves rows before columns as every Pillow up to 12 does;
"pil-13", the same classes with Pillow 13, which convolves columns first where it expects that to be
faster, so that overshoot is clipped at another place; and "torchvision", the default of
transformers 5.

Most cases leave out rescaling and normalisation, so that the file holds the resized samples
themselves as uint8 and a test can demand equality; some go through to float32.

Pictures are opened as load_image of transformers opens them: orientation applied, then
convert("RGB"), which drops transparency. The one exception is 16-bit grey, of which Pillow's
conversion clips everything above 255 to white; here its upper eight bits are kept.

Made with Pillow 13.0.0 (libjpeg-turbo 3.2.0), transformers 5.23.0, torchvision 0.29.2.
"""

import contextlib
import gzip
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, PngImagePlugin
from transformers.models.clip.image_processing_clip import CLIPImageProcessor
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.llava.image_processing_llava import LlavaImageProcessor
from transformers.models.llava.image_processing_pil_llava import LlavaImageProcessorPil
from transformers.models.llava_next.image_processing_llava_next import LlavaNextImageProcessor
from transformers.models.llava_next.image_processing_pil_llava_next import LlavaNextImageProcessorPil

TARGET = Path(__file__).parent.parent / "resources" / "reference" / "images"
SEED = 20240229
ORIENTATION = 0x0112

PROCESSORS = {
    ("CLIPImageProcessor", "pil"): CLIPImageProcessorPil,
    ("CLIPImageProcessor", "torchvision"): CLIPImageProcessor,
    ("LlavaImageProcessor", "pil"): LlavaImageProcessorPil,
    ("LlavaImageProcessor", "torchvision"): LlavaImageProcessor,
    ("LlavaNextImageProcessor", "pil"): LlavaNextImageProcessorPil,
    ("LlavaNextImageProcessor", "torchvision"): LlavaNextImageProcessor,
}

CROP = {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 32}, "crop_size": 32}
PAD = {**CROP, "image_processor_type": "LlavaImageProcessor", "do_pad": True}
SAMPLES_ONLY = {"do_rescale": False, "do_normalize": False}
CROP_SAMPLES = {**CROP, **SAMPLES_ONLY}
PAD_SAMPLES = {**PAD, **SAMPLES_ONLY}
# Crops beyond the picture in one direction and inside it in the other, by odd amounts.
BEYOND = {
    **CROP_SAMPLES,
    "size": {"height": 24, "width": 40},
    "crop_size": {"height": 33, "width": 31},
    "resample": 2,
}
# The backends read the same samples, so a few pictures suffice to show how they differ.
ALL_BACKENDS = {"landscape.png", "portrait.png", "wide.png", "tiny.png"}
UNSCALED = {**CROP_SAMPLES, "do_resize": False, "crop_size": {"height": 40, "width": 31}}
LLAVA_336 = {**CROP_SAMPLES, "size": {"shortest_edge": 336}, "crop_size": 336}
TILES = {
    **CROP,
    "image_processor_type": "LlavaNextImageProcessor",
    "image_grid_pinpoints": [[32, 64], [64, 32], [64, 64], [96, 32], [32, 96]],
}
TILES_SAMPLES = {**TILES, **SAMPLES_ONLY}
# Smaller than a tile, larger than every pinpoint, turned, and with tiles of nothing but padding.
TILED = ["exact.png", "large.jpg", "orientation-6.png", "narrow.png", *sorted(ALL_BACKENDS)]


def draw(rng, width, height, channels=3):
    """A smooth scene with hard edges and a little noise: ringing, clipping and rounding all show."""
    y, x = np.mgrid[0:height, 0:width]
    planes = []
    for _ in range(channels):
        fx, fy, phase = rng.uniform(0.5, 5.0, 3)
        wave = 127 + 150 * np.sin(fx * x / width * 3 + fy * y / height * 3 + phase)
        cx, cy = rng.uniform(0.2, 0.8, 2)
        box = (abs(x / width - cx) < 0.15) & (abs(y / height - cy) < 0.2)
        planes.append(np.where(box, 255 - wave, wave) + rng.normal(0, 3, wave.shape))
    return np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8)


def write_png16(path, samples):
    """Pillow writes no 16-bit colour, so this writes the four chunks of such a PNG itself."""
    height, width, channels = samples.shape
    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def draw_pngs(rng):
    def save(name, samples, mode=None, **options):
        image = Image.fromarray(samples)
        image = image.convert(mode) if mode else image
        image.save(TARGET / name, **options)

    save("landscape.png", draw(rng, 97, 61))
    save("portrait.png", draw(rng, 45, 120))
    save("wide.png", draw(rng, 160, 12))
    save("tiny.png", draw(rng, 9, 7))
    save("exact.png", draw(rng, 32, 32))
    save("grey.png", draw(rng, 50, 41, 1)[..., 0])
    save("grey-alpha.png", draw(rng, 41, 50, 2))
    save("rgba.png", draw(rng, 64, 40, 4))
    save("bilevel.png", draw(rng, 37, 53, 1)[..., 0], "1")
    save("grey-gamma.png", draw(rng, 50, 41, 1)[..., 0], pnginfo=gamma())

    palette = Image.fromarray(draw(rng, 70, 33)).quantize(37)
    palette.save(TARGET / "palette.png")
    palette.save(TARGET / "palette-transparent.png", transparency=bytes(range(0, 222, 6)))
    Image.fromarray(draw(rng, 33, 40)).quantize(4).save(TARGET / "palette-2bit.png", bits=2)

    exif = Image.Exif()
    exif[ORIENTATION] = 6
    save("orientation-6.png", draw(rng, 60, 34), exif=exif)
    save("profile.png", draw(rng, 40, 40), icc_profile=profile())

    for name, channels in (("grey-16bit", 1), ("grey-alpha-16bit", 2), ("rgb-16bit", 3)):
        low = rng.integers(0, 256, (36, 44, channels))
        write_png16(TARGET / f"{name}.png", draw(rng, 44, 36, channels).astype(int) * 256 + low)


def draw_narrow(rng):
    """So narrow that none of its features is kept, which says nothing about its pixels."""
    Image.fromarray(draw(rng, 3, 190)).save(TARGET / "narrow.png")


def profile():
    """A profile that would change every colour; its date is cleared to write the same file again."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    return data[:24] + bytes(12) + data[36:]


def gamma():
    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", struct.pack(">I", 100_000))
    return info


def draw_jpegs(rng):
    scene = Image.fromarray(draw(rng, 75, 50))
    scene.save(TARGET / "baseline-420.jpg", quality=90, subsampling="4:2:0")
    scene.save(TARGET / "baseline-422.jpg", quality=90, subsampling="4:2:2")
    scene.save(TARGET / "baseline-444.jpg", quality=90, subsampling="4:4:4")
    scene.save(TARGET / "progressive.jpg", quality=85, progressive=True)
    scene.save(TARGET / "rgb.jpg", quality=90, keep_rgb=True)
    scene.convert("L").save(TARGET / "grey.jpg", quality=90)
    scene.save(TARGET / "profile.jpg", quality=90, icc_profile=profile())
    for orientation in range(2, 9):
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        scene.save(TARGET / f"orientation-{orientation}.jpg", quality=85, exif=exif)
    Image.fromarray(draw(rng, 400, 350)).save(TARGET / "large.jpg", quality=75)


def open_upright(path):
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode == "I;16":
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    return image.convert("RGB")


def cases():
    names = sorted(p.name for p in TARGET.iterdir() if p.suffix in (".png", ".jpg"))
    for name in names:
        if name == "large.jpg":
            yield name, LLAVA_336, "pil"
            continue
        if name == "narrow.png":
            continue
        for backend in ("pil", "pil-13", "torchvision") if name in ALL_BACKENDS else ("pil",):
            yield name, CROP_SAMPLES, backend
            yield name, PAD_SAMPLES, backend
    for name in ("landscape.png", "portrait.png"):
        for backend in ("pil", "torchvision"):
            yield name, CROP, backend
            yield name, PAD, backend
    for name in ("landscape.png", "tiny.png"):
        yield name, BEYOND, "pil"
        yield name, UNSCALED, "pil"
    for name in TILED:
        yield name, TILES_SAMPLES, "pil"
    for name in ("landscape.png", "wide.png"):
        yield name, TILES, "pil"
        yield name, TILES_SAMPLES, "pil-13"
        yield name, TILES_SAMPLES, "torchvision"


def process(name, config, backend):
    kind = config["image_processor_type"]
    processor = PROCESSORS[kind, "torchvision" if backend == "torchvision" else "pil"]
    options = {key: value for key, value in config.items() if key != "image_processor_type"}
    with rows_first() if backend == "pil" else contextlib.nullcontext():
        return np.asarray(processor(**options)(open_upright(TARGET / name))["pixel_values"][0])


@contextlib.contextmanager
def rows_first():
    """One axis at a time leaves Pillow no choice of the order."""
    resize = Image.Image.resize

    def in_two_steps(image, size, resample=None, **kwargs):
        return resize(resize(image, (size[0], image.height), resample), size, resample)

    Image.Image.resize = in_two_steps
    try:
        yield
    finally:
        Image.Image.resize = resize


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    draw_pngs(rng)
    draw_jpegs(rng)
    draw_narrow(rng)
    data = bytearray()
    index = []
    for name, config, backend in cases():
        pixels = process(name, config, backend)
        index.append(
            {
                "image": name,
                "backend": backend,
                "dtype": str(pixels.dtype),
                "shape": list(pixels.shape),
                "offset": len(data),
                "config": config,
            }
        )
        data += pixels.astype(pixels.dtype.newbyteorder("<")).tobytes()
    (TARGET / "expected.bin.gz").write_bytes(gzip.compress(bytes(data), 9, mtime=0))
    lines = ",\n".join(json.dumps(case) for case in index)
    (TARGET / "index.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
