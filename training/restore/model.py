"""The network: embeddings of words, affixes and word pairs, then dilated depthwise-convolution blocks, and after
every fourth of them a gated linear recurrence in both directions (as in minGRU: arXiv 2410.01201).

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
ROUND = 4  # blocks before each recurrence
HEADS = 9  # mark 4, case 3, turn 1, role 1
MARK, CASE, TURN, ROLE = slice(0, 4), slice(4, 7), 7, 8
PAIR_WIDTH = 32
EPSILON = 1e-5


def init(seed):
    rng = np.random.default_rng(seed)
    blocks = first_blocks(rng, len(DILATIONS))
    return {
        "pair_in": normal(rng, PAIR_WIDTH, WIDTH, scale=PAIR_WIDTH**-0.5),
        "blocks": blocks,
        "recurrences": [recurrence(rng) for _ in range(len(DILATIONS) // ROUND)],
        "head": normal(rng, WIDTH, HEADS, scale=0.02),
        "head_bias": jnp.zeros(HEADS),
    }


def normal(rng, *shape, scale):
    return jnp.asarray(rng.normal(0, scale, shape), jnp.float32)


def first_blocks(rng, count):
    """Residual blocks before training, each with more of a word itself than of its neighbours."""
    blocks = []
    for _ in range(count):
        conv = rng.normal(0, 0.1, (KERNEL, WIDTH))
        conv[KERNEL // 2] += 0.5
        blocks.append({
            "conv": jnp.asarray(conv, jnp.float32),
            "up": normal(rng, WIDTH, HIDDEN, scale=WIDTH**-0.5),
            "up_bias": jnp.zeros(HIDDEN),
            "down": normal(rng, HIDDEN, WIDTH, scale=0.5 * HIDDEN**-0.5),
        })
    return blocks


def adam(p, m, v, g, rate, n, slow=0.99, decay=0.02):
    """One step of Adam with decoupled weight decay (Loshchilov and Hutter 2019), the `n`th, on all weights: (p, m, v)."""
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
    v = jax.tree.map(lambda v, g: slow * v + (1 - slow) * g * g, v, g)
    p = jax.tree.map(lambda p, m, v: p * (1 - decay * rate) - rate * (m / (1 - 0.9**n)) / (jnp.sqrt(v / (1 - slow**n)) + 1e-8), p, m, v)
    return p, m, v


def recurrence(rng):
    """A layer that says nothing until it is trained; its channels begin by remembering 2 to 50 words."""
    gate = np.linspace(0, 6, WIDTH)
    bias = np.concatenate([gate, np.zeros(WIDTH), gate, np.zeros(WIDTH)])
    return {
        "in": jnp.asarray(rng.normal(0, WIDTH**-0.5, (WIDTH, 4 * WIDTH)), jnp.float32),
        "in_bias": jnp.asarray(bias, jnp.float32),
        "out": jnp.zeros((2 * WIDTH, WIDTH), jnp.float32),
    }


def norm(x):
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + EPSILON)


def block(b, x, dilation):
    n, t, c = x.shape
    reach = dilation * (KERNEL // 2)
    padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
    y = sum(padded[:, k * dilation : k * dilation + t] * b["conv"][k] for k in range(KERNEL))
    h = jax.nn.relu(norm(y).reshape(n * t, c) @ b["up"] + b["up_bias"])
    return x + (h @ b["down"]).reshape(n, t, c)


def keep(gate):
    """The share of what is remembered that stays: a sigmoid of operations that give the same on every CPU."""
    z = 4 * gate
    return 0.5 + 0.5 * z / (1 + jnp.abs(z))


def recur(r, x):
    """Running means of values, forwards and backwards, with a gate a channel."""
    n, t, c = x.shape
    y = (norm(x).reshape(n * t, c) @ r["in"] + r["in_bias"]).reshape(n, t, 4, c)
    # both directions as one scan: the second half of the channels runs from the end
    both = jnp.stack([y[:, :, :2], y[:, ::-1, 2:]], 3)  # n, t, (gate, value), direction, c
    stay = keep(both[:, :, 0])
    new = (1 - stay) * both[:, :, 1]

    def one(h, now):
        h = now[0] * h + now[1]
        return h, h

    first = jnp.zeros((n, 2, c))
    _, h = jax.lax.scan(one, first, (jnp.moveaxis(stay, 1, 0), jnp.moveaxis(new, 1, 0)), unroll=8)
    h = jnp.concatenate([jnp.moveaxis(h[:, :, 0], 0, 1), jnp.moveaxis(h[::-1, :, 1], 0, 1)], -1)
    return x + (h.reshape(n * t, 2 * c) @ r["out"]).reshape(n, t, c)


def forward(p, words, pairs):
    """words [batch, time, WIDTH] and pairs [batch, time, PAIR_WIDTH] -> logits [batch, time, HEADS]."""
    n, t, c = words.shape
    x = words + (pairs.reshape(n * t, -1) @ p["pair_in"]).reshape(n, t, c)
    for i, (b, d) in enumerate(zip(p["blocks"], DILATIONS)):
        x = block(b, x, d)
        if i % ROUND == ROUND - 1:
            x = recur(p["recurrences"][i // ROUND], x)
    return (norm(x).reshape(n * t, c) @ p["head"] + p["head_bias"]).reshape(n, t, HEADS)
