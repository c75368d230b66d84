//! Logistic regression by Newton's method (iteratively reweighted least squares) with a ridge penalty.

/// One example.
#[derive(Clone)]
pub struct Row {
    pub features: Vec<f64>,
    pub target: f64,
    pub weight: f64,
}

/// The bias and the weights that fit the rows best; `ridge` is the penalty of each weight.
pub fn fit(rows: &[Row], ridge: impl Fn(usize) -> f64) -> Vec<f64> {
    let size = rows[0].features.len() + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..25 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for row in rows {
            let x: Vec<f64> = std::iter::once(1.0).chain(row.features.iter().copied()).collect();
            let z: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + libm::exp(-z));
            let curve = (p * (1.0 - p)).max(1e-9) * row.weight;
            for i in 0..size {
                gradient[i] += (row.target - p) * x[i] * row.weight;
                for j in 0..=i {
                    hessian[i][j] += curve * x[i] * x[j];
                }
            }
        }
        for i in 0..size {
            let penalty = if i == 0 { 1e-6 } else { ridge(i - 1) };
            gradient[i] -= penalty * weights[i];
            hessian[i][i] += penalty;
        }
        mirror(&mut hessian);
        let step = solve(hessian, gradient);
        let moved: f64 = step.iter().map(|s| s.abs()).sum();
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
        if moved < 1e-8 {
            break;
        }
    }
    weights
}

/// Newton's steps at most.
const STEPS: usize = 100;

/// The weights of a conditional logit (McFadden): how likely each of some alternatives is chosen goes by the exponential of
/// its weighted features. Every choice is its alternatives with the share of the choice that each has a right to.
/// `ridge` is the penalty of a weight whose feature varies by 1.
///
/// # Panics
///
/// When there is no choice, and when the weights don't settle.
pub fn choose(choices: &[Vec<Row>], ridge: f64) -> Vec<f64> {
    let size =
        choices.first().and_then(|choice| choice.first()).expect("something to learn from").features.len();
    let count = choices.iter().map(Vec::len).sum::<usize>() as f64;
    let rows = || choices.iter().flatten();
    let penalties: Vec<f64> = (0..size)
        .map(|at| {
            let mean = rows().map(|row| row.features[at]).sum::<f64>() / count;
            let spread = rows().map(|row| (row.features[at] - mean).powi(2)).sum::<f64>() / count;
            ridge * spread.max(1e-6)
        })
        .collect();
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = (0..size).map(|i| -penalties[i] * weights[i]).collect();
        let mut hessian = vec![vec![0.0; size]; size];
        (0..size).for_each(|i| hessian[i][i] = penalties[i]);
        for choice in choices {
            let total: f64 = choice.iter().map(|row| row.target).sum();
            let liking: Vec<f64> = choice
                .iter()
                .map(|row| row.features.iter().zip(&weights).map(|(x, w)| x * w).sum())
                .collect();
            let most = liking.iter().copied().fold(f64::MIN, f64::max);
            let odds: Vec<f64> = liking.iter().map(|liking| libm::exp(liking - most)).collect();
            let all: f64 = odds.iter().sum();
            let mut mean = vec![0.0; size];
            for (row, odds) in choice.iter().zip(&odds) {
                mean.iter_mut().zip(&row.features).for_each(|(mean, x)| *mean += odds / all * x);
            }
            for (row, odds) in choice.iter().zip(&odds) {
                let p = odds / all;
                for i in 0..size {
                    gradient[i] += (row.target / total - p) * row.features[i];
                    for j in 0..=i {
                        hessian[i][j] += p * (row.features[i] - mean[i]) * (row.features[j] - mean[j]);
                    }
                }
            }
        }
        mirror(&mut hessian);
        let step = solve(hessian, gradient);
        let moved: f64 = step.iter().map(|s| s.abs()).sum();
        // Newton's whole steps may go too far at first.
        let share = (2.0 / moved).min(1.0);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += share * s);
        if moved < 1e-8 {
            return weights;
        }
    }
    panic!("the weights don't settle in {STEPS} steps");
}

/// Fills the upper half of a symmetric matrix of which the lower one is known.
fn mirror(matrix: &mut [Vec<f64>]) {
    for i in 1..matrix.len() {
        let (above, row) = matrix.split_at_mut(i);
        above.iter_mut().zip(&row[0]).for_each(|(other, value)| other[i] = *value);
    }
}

/// Solves `a x = b` for a symmetric positive definite `a` by Gaussian elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = a[i].clone();
        for j in i + 1..n {
            let factor = a[j][i] / pivot[i];
            for k in i..n {
                a[j][k] -= factor * pivot[k];
            }
            b[j] -= factor * b[i];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}
