//! Turns study items into files, through templates that the user can change.
