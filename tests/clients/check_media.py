"""Fetches one output of every kind from the server at BASE_URL and checks it with other software.

Usage: check_media.py BASE_URL

Prints one line for each valid output; exits with an error at the first invalid one.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import urllib.request
import wave
import zlib

BASE_URL = sys.argv[1]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(path, body=None):
    request = urllib.request.Request(BASE_URL + path, headers={"Authorization": "Bearer media-key"},
                                     data=None if body is None else json.dumps(body).encode())
    with OPENER.open(request) as answer:
        return json.load(answer)["data"]


def fetch(model, inputs):
    """(file name, content type) of the task's only output."""
    task = call(f"/api/v3/{model}", inputs)
    (url,) = call(f"/api/v3/predictions/{task['id']}/result")["outputs"]
    with OPENER.open(url) as answer:
        name = url.rsplit("/", 1)[1]
        with open(name, "wb") as out:
            out.write(answer.read())
        return name, answer.headers["Content-Type"]


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not result.stderr, result.stderr
    return result.stdout


def probe(name):
    """The output of ffprobe for the file, after ffmpeg has decoded it completely without errors."""
    run("ffmpeg", "-v", "error", "-xerror", "-i", name, "-f", "null", "-")
    found = json.loads(run("ffprobe", "-v", "warning", "-of", "json", "-show_streams", "-show_format", name))
    (stream,) = found["streams"]
    stream["seconds"] = float(found["format"].get("duration", 0))
    return stream


def check(what, condition, found):
    if not condition:
        sys.exit(f"{what}: {found}")


def near(a, b, tolerance):
    return abs(a - b) <= tolerance


def check_picture(extension, size):
    width, height = map(int, size.split("*"))
    name, kind = fetch("mock/instant", {"prompt": "a red fox", "size": size, "output_format": extension})
    check(name, kind == f"image/{extension}", kind)
    stream = probe(name)
    check(name, (stream["width"], stream["height"]) == (width, height), stream)
    told = run("file", "-b", "--mime-type", name).strip()
    check(name, told == kind, told)
    if extension == "png":
        check_png(name, width, height)
    print(f"{extension} {stream['width']}x{stream['height']}")


def check_png(name, width, height):
    """Checks the PNG by hand: the checksum of every chunk, and the number of bytes of pixels."""
    with open(name, "rb") as file:
        data = file.read()
    at, pixels = 8, b""
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at:at + 4]), data[at + 4:at + 8]
        content = data[at + 8:at + 8 + length]
        (checksum,) = struct.unpack(">I", data[at + 8 + length:at + 12 + length])
        check(name, zlib.crc32(kind + content) == checksum, kind)
        pixels += content if kind == b"IDAT" else b""
        at += 12 + length
    check(name, len(zlib.decompress(pixels)) == height * (1 + 3 * width), "rows")


def check_video(model, inputs, codec, size, seconds):
    name, kind = fetch(model, {"prompt": "a red fox", **inputs})
    told = run("file", "-b", "--mime-type", name).strip()
    check(name, told == kind, told)
    stream = probe(name)
    check(name, stream["codec_name"] == codec, stream)
    check(name, f"{stream['width']}*{stream['height']}" == size, stream)
    check(name, near(stream["seconds"], seconds, 0.05), stream)
    print(f"{name[2:]} {stream['width']}x{stream['height']} {seconds} s")


def check_sound(extension, codec, tolerance):
    text = "x" * 75
    name, kind = fetch("minimax/speech-2.6-turbo", {"text": text, "voice_id": "v", "format": extension})
    check(name, kind == {"mp3": "audio/mpeg"}.get(extension, f"audio/{extension}"), kind)
    if extension == "pcm":
        check(name, os.path.getsize(name) == 5 * 24000 * 2, os.path.getsize(name))
    else:
        stream = probe(name)
        check(name, stream["codec_name"] == codec, stream)
        check(name, near(stream["seconds"], 5, tolerance), stream)
    if extension == "wav":
        with wave.open(name) as sound:
            check(name, sound.getparams()[:4] == (1, 2, 24000, 5 * 24000), sound.getparams())
    print(f"{extension} 5 s")


def check_glb():
    name, kind = fetch("hyper3d/rodin-v2.5/image-to-3d",
                       {"images": ["https://example.com/a.png"], "prompt": "a red fox"})
    check(name, kind == "model/gltf-binary", kind)
    with open(name, "rb") as file:
        data = file.read()
    magic, version, length, size, chunk = struct.unpack("<4sIII4s", data[:20])
    check(name, (magic, version, length, chunk) == (b"glTF", 2, len(data), b"JSON"), data[:20])
    extras = json.loads(data[20:20 + size])["asset"]["extras"]
    check(name, extras == {"model": "hyper3d/rodin-v2.5/image-to-3d", "prompt": "a red fox"}, extras)
    print("glb")


def check_weights():
    name, kind = fetch("wavespeed-ai/flux-dev-lora-trainer",
                       {"data": "https://example.com/a.zip", "trigger_word": "fox"})
    check(name, kind == "application/octet-stream", kind)
    with open(name, "rb") as file:
        data = file.read()
    (size,) = struct.unpack("<Q", data[:8])
    head = json.loads(data[8:8 + size])
    ends = [tensor["data_offsets"][1] for key, tensor in head.items() if key != "__metadata__"]
    check(name, max(ends) == len(data) - 8 - size, ends)
    print("safetensors")


def check_text():
    task = call("/api/v3/wavespeed-ai/prompt-optimizer", {"text": "a red fox"})
    (text,) = call(f"/api/v3/predictions/{task['id']}/result")["outputs"]
    check("outputs", "wavespeed-ai/prompt-optimizer" in text and "a red fox" in text, text)
    print("text")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    check_picture("png", "512*300")
    check_picture("jpeg", "301*257")
    check_picture("webp", "256*1536")
    check_video("wavespeed-ai/wan-2.1/t2v-480p", {"size": "480*832", "duration": 7}, "h264", "480*832", 7)
    check_video("google/veo3", {}, "h264", "1280*720", 8)
    check_video("bytedance/seedance-2.0/text-to-video", {"resolution": "1080p", "duration": 15}, "h264",
                "1920*1080", 15)
    check_video("wavespeed-ai/wan-2.1/wan-2.1-t2v-480p", {"size": "400*300", "output_format": "gif"}, "gif",
                "400*300", 5)
    # An MP3 consists of frames of 24 ms, with one or two frames of padding.
    check_sound("mp3", "mp3", 0.1)
    check_sound("wav", "pcm_s16le", 0.001)
    check_sound("flac", "flac", 0.001)
    check_sound("pcm", None, 0)
    check_glb()
    check_weights()
    check_text()
