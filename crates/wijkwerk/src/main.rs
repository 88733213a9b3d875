//! The command `wijkwerk`.

fn main() {}
