"""From logits to decisions; told again, word for word, in `src/restore/model/decode.rs`."""
import numpy as np

LONGEST = 100
# Measured on training documents, clean and noisy; see evaluate.
END_BIAS, QUESTION_BIAS, COMMA_BIAS, TURN_BIAS = 0.3, 0.2, 0.4, 0.8
ONE_WORD, TWO_WORDS, LONG_FROM, LONG_EACH = 0.0, 0.0, 40, -0.03


def lengths(one=ONE_WORD, two=TWO_WORDS, start=LONG_FROM, each=LONG_EACH):
    """What a sentence of n words is worth, n from 0."""
    n = np.arange(LONGEST + 1)
    out = each * np.maximum(0, n - start)
    out[1] += one
    out[2] += two
    return out


def log_add(a, b):
    return np.logaddexp(a, b)


def decode(logits, end=END_BIAS, question=QUESTION_BIAS, comma=COMMA_BIAS, turn=TURN_BIAS, prior=None):
    """(mark, turn) of every word: the best sentences by dynamic programming, turns only where a sentence starts."""
    prior = lengths() if prior is None else prior
    m = logits[:, :4]
    n = len(m)
    e = log_add(m[:, 2], m[:, 3]) - log_add(m[:, 0], m[:, 1]) + end
    t = logits[:, 7] + turn
    gain = e + np.maximum(0, np.r_[t[1:], 0])
    best = np.zeros(n + 1)
    back = np.zeros(n + 1, np.int32)
    reverse = prior[:0:-1]  # LONGEST .. 1
    for i in range(1, n + 1):
        low = max(0, i - LONGEST)
        value = best[low:i] + reverse[LONGEST - (i - low):]
        k = int(np.argmax(value))
        best[i] = value[k] + gain[i - 1]
        back[i] = low + k
    marks = np.where(m[:, 1] - m[:, 0] + comma > 0, 1, 0)
    turns = np.zeros(n, bool)
    turns[0] = True
    i = n
    while i > 0:
        marks[i - 1] = 3 if m[i - 1, 3] - m[i - 1, 2] + question > 0 else 2
        i = int(back[i])
        if i > 0:
            turns[i] = t[i] > 0
    return marks, turns
