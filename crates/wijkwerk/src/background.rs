//! Work that comes round in the background, each on a thread of its own. It never ends by itself: what failed, or fell
//! over, has its next turn as if it had not.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::error::Result;

/// Works, and again after so long, until whoever holds the other end of `stopped` lets it go.
pub fn repeat(name: &str, every: Duration, stopped: &Receiver<()>, work: impl Fn() -> Result<()>) {
    while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        match catch_unwind(AssertUnwindSafe(&work)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(name, %error, "background work failed"),
            Err(_) => tracing::error!(name, "background work fell over"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::mpsc::channel;

    use super::*;
    use crate::error::Error;

    #[test]
    fn work_that_fell_over_has_its_next_turn() {
        let (stop, stopped) = channel();
        let (stop, turns) = (RefCell::new(Some(stop)), Cell::new(0));
        repeat("test", Duration::ZERO, &stopped, || {
            turns.set(turns.get() + 1);
            match turns.get() {
                1 => panic!("the first turn falls over"),
                2 => Err(Error::Internal("the second fails".into())),
                _ => {
                    *stop.borrow_mut() = None;
                    Ok(())
                }
            }
        });
        assert_eq!(turns.get(), 3);
    }
}
