//! Works on many things at a time and gives what comes of them in their order, holding only a few.

use std::collections::BTreeMap;
use std::iter::Enumerate;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rayon::ThreadPool;

use super::problem::Problem;

/// How many things are taken on for each thread before the first of them has been given: enough that a
/// long one holds up nobody, few enough to be held in memory.
const AHEAD: usize = 4;

/// What a command by itself has, too: 8 MiB is the usual stack of a program.
const STACK: usize = 8 << 20;

/// Gives the results in the order of what they come of. Dropped early, it lets the threads finish what
/// they are at, and no more is begun.
pub(super) struct Ordered<R> {
    results: Receiver<(usize, R)>,
    /// What was done before its turn.
    early: BTreeMap<usize, R>,
    next: usize,
    window: Arc<Window>,
    threads: Vec<JoinHandle<()>>,
}

/// Does `work` on everything that `source` gives, on as many threads, or on one for each core when that
/// is 0. The source is asked by one thread at a time, and only for what there is room for.
pub(super) fn ordered<T, R, S, W>(threads: usize, source: S, work: W) -> Result<Ordered<R>, Problem>
where
    T: Send + 'static,
    R: Send + 'static,
    S: Iterator<Item = T> + Send + 'static,
    W: Fn(T) -> R + Send + Sync + 'static,
{
    let failed =
        |error: &dyn std::fmt::Display| Problem::input("threads", format!("can't start threads: {error}"));
    // The stages use threads, too: in a pool that all of them share there are never more than were asked for.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let pool = Arc::new(pool.map_err(|error| failed(&error))?);
    let threads = pool.current_num_threads();
    let window = Arc::new(Window::new(threads * AHEAD));
    let source = Arc::new(Mutex::new(source.enumerate()));
    let work = Arc::new(work);
    let (sender, results) = mpsc::channel();
    let mut ordered = Ordered {
        results,
        early: BTreeMap::new(),
        next: 0,
        window: Arc::clone(&window),
        threads: Vec::new(),
    };
    for _ in 0..threads {
        let (window, source, work) = (Arc::clone(&window), Arc::clone(&source), Arc::clone(&work));
        let (pool, sender) = (Arc::clone(&pool), sender.clone());
        let thread = std::thread::Builder::new().spawn(move || run(&window, &source, &*work, &pool, &sender));
        ordered.threads.push(thread.map_err(|error| failed(&error))?);
    }
    Ok(ordered)
}

/// What one thread does.
fn run<T, R, S>(
    window: &Window,
    source: &Mutex<Enumerate<S>>,
    work: &(impl Fn(T) -> R + Sync),
    pool: &ThreadPool,
    sender: &Sender<(usize, R)>,
) where
    T: Send,
    R: Send,
    S: Iterator<Item = T>,
{
    // Whatever ends this thread ends the others: what it was at will never come, and they would wait for it.
    let _stop = StopAtTheEnd(window);
    while window.enter() {
        let taken = lock(source).next();
        let Some((at, item)) = taken else { break };
        let result = pool.install(|| work(item));
        if sender.send((at, result)).is_err() {
            break;
        }
    }
}

impl<R> Ordered<R> {
    /// Waits until no thread is at work any more.
    pub(super) fn finish(mut self) {
        self.window.stop();
        for thread in std::mem::take(&mut self.threads) {
            if let Err(panic) = thread.join() {
                resume_unwind(panic);
            }
        }
    }
}

impl<R> Iterator for Ordered<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        let result = loop {
            if let Some(result) = self.early.remove(&self.next) {
                break result;
            }
            let (at, result) = self.results.recv().ok()?;
            self.early.insert(at, result);
        };
        self.next += 1;
        self.window.leave();
        Some(result)
    }
}

impl<R> Drop for Ordered<R> {
    fn drop(&mut self) {
        self.window.stop();
    }
}

/// Room for a number of things at a time.
struct Window {
    room: Mutex<Room>,
    changed: Condvar,
}

struct Room {
    free: usize,
    stopped: bool,
}

impl Window {
    fn new(free: usize) -> Self {
        Self { room: Mutex::new(Room { free, stopped: false }), changed: Condvar::new() }
    }

    /// Takes a place as soon as there is one; `false` when nothing more is to be begun.
    fn enter(&self) -> bool {
        let full = |room: &mut Room| room.free == 0 && !room.stopped;
        let mut room =
            self.changed.wait_while(lock(&self.room), full).unwrap_or_else(PoisonError::into_inner);
        if room.stopped {
            return false;
        }
        room.free -= 1;
        true
    }

    fn leave(&self) {
        lock(&self.room).free += 1;
        self.changed.notify_one();
    }

    fn stop(&self) {
        lock(&self.room).stopped = true;
        self.changed.notify_all();
    }
}

struct StopAtTheEnd<'w>(&'w Window);

impl Drop for StopAtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// A thread that panicked while it held the lock left nothing half-changed in these.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    /// Later things are done sooner, so that every result but the last of a window comes early.
    fn slow(number: usize) -> usize {
        std::thread::sleep(Duration::from_millis(3 - number as u64 % 4));
        number * number
    }

    #[test]
    fn keeps_the_order_for_any_number_of_threads() {
        for threads in [0, 1, 2, 5] {
            let results: Vec<usize> = ordered(threads, 0..50, slow).unwrap().collect();
            assert_eq!(results, (0..50).map(|number| number * number).collect::<Vec<_>>());
        }
        assert_eq!(ordered(2, 0..0, slow).unwrap().count(), 0);
    }

    #[test]
    fn takes_no_more_than_there_is_room_for() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let source = (0..1000).inspect(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let mut results = ordered(2, source, |number: usize| number).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        for given in 0..100 {
            assert!(taken.load(Ordering::SeqCst) <= given + 2 * AHEAD);
            assert_eq!(results.next(), Some(given));
        }
        results.finish();
        assert!(taken.load(Ordering::SeqCst) <= 100 + 2 * AHEAD);
    }

    #[test]
    fn waits_for_nobody_when_a_thread_panics() {
        let mut results =
            ordered(2, 0..1000, |number: usize| assert_ne!(number, 7, "the panic of a test")).unwrap();
        assert_eq!(results.by_ref().count(), 7);
        let finished = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| results.finish()));
        assert!(finished.is_err(), "the panic is handed on");
    }
}
