"""Who speaks: two roles over the whole text by Viterbi; told again in `src/restore/model/speakers.rs`."""
import numpy as np

ROLE_WEIGHT, ROLE_LIMIT, TURN_WEIGHT, TURN_SHIFT = 0.1, 4.0, 1.0, 0.5


def log_sigmoid(x):
    return -np.logaddexp(0, -x)


def roles(z, marks, role_weight=ROLE_WEIGHT, role_limit=ROLE_LIMIT, turn_weight=TURN_WEIGHT, turn_shift=TURN_SHIFT):
    """A role of every word: 1 who asks, 0 who answers; changes only where sentences start."""
    starts = np.flatnonzero(np.r_[True, marks[:-1] >= 2])
    total = np.add.reduceat(z[:, 8], starts)
    emission = np.clip(total * role_weight, -role_limit, role_limit)
    tau = z[starts, 7] * turn_weight + turn_shift
    change, stay = log_sigmoid(tau), log_sigmoid(-tau)
    best = np.array([0.0, emission[0]])
    back = np.zeros((len(starts), 2), int)
    for i in range(1, len(starts)):
        new = np.zeros(2)
        for s in (0, 1):
            same, other = best[s] + stay[i], best[1 - s] + change[i]
            back[i, s] = s if same >= other else 1 - s
            new[s] = max(same, other) + (emission[i] if s else 0)
        best = new
    path = np.zeros(len(starts), int)
    path[-1] = int(best[1] > best[0])
    for i in range(len(starts) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return np.repeat(path, np.diff(np.r_[starts, len(z)]))


def agreement(z, role):
    """Mean log-odds a word in favour of the roles, both roles weighing the same."""
    out = []
    for r, sign in ((0, -1), (1, 1)):
        if not (role == r).any():
            return 0.0
        out.append(sign * z[role == r, 8].mean())
    return min(out)
