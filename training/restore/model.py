"""The network: embeddings of words, affixes and word pairs, then dilated depthwise-convolution blocks.

The tables live outside of JAX (`tables.py`): a step touches few of their rows, and XLA's scatter on the CPU
took longer than a third of the whole step.
"""
import jax
import jax.numpy as jnp
import numpy as np

WIDTH = 128
HIDDEN = 384
KERNEL = 7
DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
HEADS = 9  # mark 4, case 3, turn 1, role 1
MARK, CASE, TURN, ROLE = slice(0, 4), slice(4, 7), 7, 8
PAIR_WIDTH = 32
EPSILON = 1e-5


def init(seed):
    rng = np.random.default_rng(seed)
    n = lambda *shape, scale: jnp.asarray(rng.normal(0, scale, shape), jnp.float32)
    blocks = []
    for _ in DILATIONS:
        conv = rng.normal(0, 0.1, (KERNEL, WIDTH))
        conv[KERNEL // 2] += 0.5
        blocks.append({
            "conv": jnp.asarray(conv, jnp.float32),
            "up": n(WIDTH, HIDDEN, scale=WIDTH**-0.5),
            "up_bias": jnp.zeros(HIDDEN),
            "down": n(HIDDEN, WIDTH, scale=0.5 * HIDDEN**-0.5),
        })
    return {
        "pair_in": n(PAIR_WIDTH, WIDTH, scale=PAIR_WIDTH**-0.5),
        "blocks": blocks,
        "head": n(WIDTH, HEADS, scale=0.02),
        "head_bias": jnp.zeros(HEADS),
    }


def widened(p, seed):
    """Narrower weights with new hidden columns, which say nothing until they are trained."""
    rng = np.random.default_rng(seed)
    for b in p["blocks"]:
        more = HIDDEN - b["up"].shape[1]
        b["up"] = np.concatenate([b["up"], rng.normal(0, b["up"].std(), (WIDTH, more))], 1).astype(np.float32)
        b["up_bias"] = np.concatenate([b["up_bias"], np.zeros(more)]).astype(np.float32)
        b["down"] = np.concatenate([b["down"], np.zeros((more, WIDTH))]).astype(np.float32)
    return p


def norm(x):
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + EPSILON)


def block(b, x, dilation):
    n, t, c = x.shape
    reach = dilation * (KERNEL // 2)
    padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
    y = sum(padded[:, k * dilation : k * dilation + t] * b["conv"][k] for k in range(KERNEL))
    h = jax.nn.relu(norm(y).reshape(n * t, c) @ b["up"] + b["up_bias"])
    return x + (h @ b["down"]).reshape(n, t, c)


def forward(p, words, pairs):
    """words [batch, time, WIDTH] and pairs [batch, time, PAIR_WIDTH] -> logits [batch, time, HEADS]."""
    n, t, c = words.shape
    x = words + (pairs.reshape(n * t, -1) @ p["pair_in"]).reshape(n, t, c)
    for b, d in zip(p["blocks"], DILATIONS):
        x = block(b, x, d)
    return (norm(x).reshape(n * t, c) @ p["head"] + p["head_bias"]).reshape(n, t, HEADS)
