//! What the first load costs: each file that the browser loads to show the page, in brotli 11.
//!
//! Compressed by Node.js, which carries the reference encoder and is needed by the build anyway.

use crate::finish;
use crate::run::{self, Failure, Outcome, dist};
use std::path::Path;
use std::process::Command;

/// What the sum should stay below, in bytes.
const GOAL: u64 = 130_000;
/// Above this the check fails, in bytes.
const LIMIT: u64 = 180_000;

/// The files of the page with their sizes in brotli 11, the largest first.
pub struct Sizes {
    first_load: Vec<(String, u64)>,
    /// What the page loads once it runs: the words.
    later: Vec<(String, u64)>,
    others: Vec<(String, u64)>,
}

/// Prints the sizes of what is in `dist`, and fails where the first load is too large.
pub fn report() -> Outcome {
    let sizes = measure(&dist())?;
    println!("The first load, in bytes of brotli 11:");
    print_list(&sizes.first_load);
    println!("{:>10}  together: {}", sizes.sum(), sizes.summary());
    for (words, list) in [("Loaded right after it:", &sizes.later), ("Not in the first load:", &sizes.others)] {
        if !list.is_empty() {
            println!("{words}");
            print_list(list);
        }
    }
    sizes.check()
}

fn print_list(list: &[(String, u64)]) {
    for (name, size) in list {
        println!("{size:>10}  {name}");
    }
}

/// Measures the page in this folder.
pub fn measure(dist: &Path) -> Outcome<Sizes> {
    if !dist.join(finish::INDEX).is_file() {
        return Err(Failure::new("There is no built page in dist.").remedy("Run `cargo xtask build` first."));
    }
    let (first, later) = (finish::first_load(dist)?, finish::later_load(dist)?);
    let mut sizes = compressed(dist, run::files_below(dist)?)?;
    sizes.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let (first_load, rest): (Vec<_>, Vec<_>) = sizes.into_iter().partition(|(name, _)| first.contains(name));
    let (later, others) = rest.into_iter().partition(|(name, _)| later.contains(name));
    Ok(Sizes { first_load, later, others })
}

const COMPRESS: &str = "
const fs = require('fs'), zlib = require('zlib'), k = zlib.constants;
for (const file of process.argv.slice(1)) {
  const bytes = fs.readFileSync(file);
  const params = { [k.BROTLI_PARAM_QUALITY]: 11, [k.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(zlib.brotliCompressSync(bytes, { params }).length);
}";

fn compressed(folder: &Path, names: Vec<String>) -> Outcome<Vec<(String, u64)>> {
    run::require_node()?;
    let told = run::output_of(Command::new("node").current_dir(folder).args(["-e", COMPRESS, "--"]).args(&names));
    let sizes: Option<Vec<u64>> = told.and_then(|text| text.lines().map(|line| line.trim().parse().ok()).collect());
    match sizes {
        Some(sizes) if sizes.len() == names.len() => Ok(names.into_iter().zip(sizes).collect()),
        _ => Err(Failure::new("Node.js could not compress the files of dist.")),
    }
}

impl Sizes {
    fn sum(&self) -> u64 {
        self.first_load.iter().map(|(_, size)| size).sum()
    }

    /// The sum beside its goal and limit.
    pub fn summary(&self) -> String {
        format!("{} (goal {}, limit {})", kilobytes(self.sum()), kilobytes(GOAL), kilobytes(LIMIT))
    }

    /// What is loaded right after the first load.
    pub fn later(&self) -> String {
        kilobytes(self.later.iter().map(|(_, size)| size).sum())
    }

    fn check(&self) -> Outcome {
        if self.sum() <= LIMIT {
            return Ok(());
        }
        Err(Failure::new(format!("The first load is too large: {}.", self.summary()))
            .remedy("The list above shows in which file."))
    }
}

/// In kilobytes of 1000 bytes.
fn kilobytes(bytes: u64) -> String {
    match bytes % 1000 {
        0 => format!("{} KB", bytes / 1000),
        rest => format!("{}.{} KB", bytes / 1000, rest / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sum: u64) -> Sizes {
        Sizes {
            first_load: vec![("a".to_owned(), sum - 1), ("b".to_owned(), 1)],
            later: vec![("words.txt".to_owned(), 61_175)],
            others: vec![("c".to_owned(), 999_999)],
        }
    }

    #[test]
    fn only_the_first_load_counts_and_only_above_the_limit_is_a_failure() {
        assert!(of(180_000).check().is_ok());
        assert!(of(180_001).check().is_err());
    }

    #[test]
    fn the_summary_is_in_thousands_of_bytes() {
        assert_eq!(of(117_390).summary(), "117.3 KB (goal 130 KB, limit 180 KB)");
        assert_eq!(of(117_390).later(), "61.1 KB");
    }
}
